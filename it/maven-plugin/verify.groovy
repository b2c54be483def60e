// The failure comes from the goal "verify", after "stop".
def log = new File(basedir, 'build.log').text
assert log.contains('The provider violates its contract: see above, or report.html in ')
assert log.lastIndexOf(':stop (mock)') < log.lastIndexOf(':verify (gate)')
// A provider that ends early is reported with its exit code and the file of what it printed.
assert log.contains('The provider has ended with exit code 1. It printed to ')
assert new File(basedir, 'target/counterpart/provider.log').text.contains('ArrayIndexOutOfBoundsException')
assert log.lastIndexOf(':stop (mock)') > log.lastIndexOf(':test (gate)')
