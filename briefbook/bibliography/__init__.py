"""Records of reference managers → sources: CSL-JSON, CSL-YAML, BibTeX and RIS.

In: the bytes of a file; out: entries of ``sources.yaml``, each with what was left out of it and
why. ``formats/`` makes CSL records of each format, ``entries.py`` makes our entries of them.
Start with ``reading.py``, go on with ``writing.py``.
"""
