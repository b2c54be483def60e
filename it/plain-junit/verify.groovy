// The end report of the filter, once in each of the three builds.
def log = new File(basedir, 'build.log').text
assert log.count('Counterpart: 1 exchange validated against openapi.yaml, 0 with violations; 1 of 3 documented statuses seen') == 3
