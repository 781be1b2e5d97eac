"""Runs one command and tells what it cost: ``python -IS launch.py LOG COMMAND...``.

A process of its own, as small as can be: the peak memory that the system reports of a child
is never below that of the process it was started by.
"""

import json
import os
import sys
import time


def main() -> None:
    log, *command = sys.argv[1:]
    target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    streams = [(os.POSIX_SPAWN_DUP2, target, stream) for stream in (1, 2)]
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
    _, status, usage = os.wait4(child, 0)
    cost = {
        "status": os.waitstatus_to_exitcode(status),
        "wall": time.perf_counter() - start,
        "cpu": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss / 1024,
    }
    print(json.dumps(cost))


if __name__ == "__main__":
    main()
