"""The command line: finds the verb, runs it, and turns what went wrong into an exit code.

In: arguments; out: an exit code, and words on the terminal. Start with ``main.py``; each verb
is a file in ``verbs/``.
"""
