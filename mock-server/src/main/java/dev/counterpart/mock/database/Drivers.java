package dev.counterpart.mock.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;

/** Finds the driver of a URL. {@code DriverManager} repeats URLs, with their passwords, in its messages. */
final class Drivers {

    private Drivers() {}

    /**
     * Connects.
     *
     * @param artifact that has the driver, for the message if it is missing
     */
    static Connection connect(String url, Properties properties, String artifact) throws SQLException {
        for (var driver : ServiceLoader.load(Driver.class, Drivers.class.getClassLoader())) {
            if (driver.acceptsURL(url)) {
                var connection = driver.connect(url, properties);
                if (connection != null) {
                    return connection;
                }
            }
        }
        throw new SQLException("the driver is missing; add " + artifact + " to the class path");
    }
}
