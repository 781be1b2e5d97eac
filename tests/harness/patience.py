"""How long tests wait for others: browsers, servers, processes and the system's events.

What they wait for comes at once where all is well, and within this on a busy machine. So it
is waited out by a failure alone, which then says what was missing.
"""

PATIENCE = 120.0
"""Seconds."""

PATIENCE_MS = 1000 * PATIENCE
"""The same in milliseconds, as Playwright counts."""
