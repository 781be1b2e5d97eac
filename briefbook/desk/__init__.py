"""The desk in the browser: what people ask of it → lines in the files of the book.

In: requests as JSON gives them, and the book as ``serve`` holds it; out: answers as JSON can
hold them, and changes of files by ``writing/``. Files are known by ids of the book, never by a
path that was sent. ``desk.py`` is where requests come in; start there. How they come, and who
may send them, is the business of ``serve``.
"""
