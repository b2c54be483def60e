// The failure comes from the goal "verify", after "stop".
def log = new File(basedir, 'build.log').text
assert log.contains('The provider violates its contract: see above, or report.html in ')
assert log.lastIndexOf(':stop (mock)') < log.lastIndexOf(':verify (gate)')
assert log.lastIndexOf(':stop (mock)') > log.lastIndexOf(':test (gate)')
