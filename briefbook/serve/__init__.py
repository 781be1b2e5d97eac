"""The server of ``serve``: a site in the making, shown to browsers on this machine.

``live_site.LiveSite`` knows what is to be seen at each moment, and ``server.serve`` shows
it. Pages come with a script (``live.js``) that takes in what changes and lays the problems
of a failed build over the last good page; it is put in on the way out, never written.
"""
