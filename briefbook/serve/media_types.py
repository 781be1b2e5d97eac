"""The media type of an address, by how its name ends."""

HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
JSON = "application/json; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
STYLE = "text/css; charset=utf-8"
UNKNOWN = "application/octet-stream"

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "avif": "image/avif",
    "bib": "application/x-bibtex; charset=utf-8",
    "css": STYLE,
    "csv": "text/csv; charset=utf-8",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "epub": "application/epub+zip",
    "gif": "image/gif",
    "htm": HTML,
    "html": HTML,
    "ico": "image/vnd.microsoft.icon",
    "ics": "text/calendar; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": SCRIPT,
    "json": JSON,
    "jsonld": "application/ld+json; charset=utf-8",
    "map": JSON,
    "md": "text/markdown; charset=utf-8",
    "mjs": SCRIPT,
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odt": "application/vnd.oasis.opendocument.text",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "svg": "image/svg+xml; charset=utf-8",
    "ttf": "font/ttf",
    "txt": PLAIN,
    "wasm": "application/wasm",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "xml": "application/xml; charset=utf-8",
    "zip": "application/zip",
}


def find_media_type(address: str) -> str:
    """Return the media type by the extension of an address, with the charset of texts."""
    _, dot, extension = address.rpartition("/")[2].rpartition(".")
    return _TYPES.get(extension.lower(), UNKNOWN) if dot else UNKNOWN
