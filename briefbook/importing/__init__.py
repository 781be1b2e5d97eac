"""From a file of somebody's to notes: what is read, cleaned, proposed, and written.

In: the bytes of a text, a saved web page, a Word or OpenDocument file, Markdown or a PDF; out:
the files of an article with its capture, its source and proposed quotes, as changes for
``writing/saving.py``. Start with ``reading.py``, which has the table of formats; ``changes.py``
puts everything together. Files are taken as hostile: nothing is fetched, every size is bounded,
and what libraries read is read in a process of its own.
"""
