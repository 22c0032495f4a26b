"""Runs a program in a terminal of its own, and types the text of ANSWER whenever it asks for a passphrase.

What the program shows goes to standard output; its exit status becomes that of this script.
"""

import os
import pty
import re
import select
import sys
import termios

prompt = re.compile(rb"passphrase[^\n]*: ?$", re.IGNORECASE)
answer = os.environ.pop("ANSWER", "").encode() + b"\n"

child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[1], sys.argv[1:])

shown = b""
while True:
    # A tool throws away what was typed before it turned the echo off, so that is awaited, without an event to wait for.
    is_asked = prompt.search(shown) is not None
    if is_asked and not termios.tcgetattr(terminal)[3] & termios.ECHO:
        os.write(terminal, answer)
        shown = b""
    readable, _, _ = select.select([terminal], [], [], 0.02 if is_asked else None)
    if not readable:
        continue
    try:
        text = os.read(terminal, 65536)
    except OSError:  # Linux says so where the last program has closed the terminal
        break
    if not text:
        break
    shown = (shown + text)[-400:]
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()

sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
