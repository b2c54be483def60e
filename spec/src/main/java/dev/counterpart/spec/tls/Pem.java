package dev.counterpart.spec.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Textual encodings of certificates and keys. Only the blocks count: byte order marks, UTF-16, line ends, and text before, between and after
 * the blocks do not matter.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class Pem {

    private static final Pattern CERTIFICATE = block("(?:X509 )?CERTIFICATE");
    private static final Pattern KEY = block("PRIVATE KEY");

    private Pem() {}

    private static Pattern block(String label) {
        return Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----");
    }

    /** The certificates in a file, in their order; one in DER is read too. */
    static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        var bytes = Files.readAllBytes(file);
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new ArrayList<Certificate>();
        var blocks = CERTIFICATE.matcher(text(bytes));
        while (blocks.find()) {
            certificates.add(factory.generateCertificate(new ByteArrayInputStream(decoded(blocks.group(1)))));
        }
        return certificates.isEmpty()
                ? List.copyOf(factory.generateCertificates(new ByteArrayInputStream(bytes)))
                : certificates;
    }

    /** The unencrypted key in a file (PKCS #8, RFC 5958). */
    static Optional<byte[]> key(Path file) throws IOException, GeneralSecurityException {
        var block = KEY.matcher(text(Files.readAllBytes(file)));
        return block.find() ? Optional.of(decoded(block.group(1))) : Optional.empty();
    }

    /** What is ASCII in it, in any encoding; in UTF-16 each character has a byte 0. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
    }

    private static byte[] decoded(String base64) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new CertificateException("not Base64", malformed);
        }
    }
}
