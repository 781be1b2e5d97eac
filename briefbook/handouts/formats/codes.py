"""QR codes, as SVG."""

from io import BytesIO


def draw_code(address: str) -> str:
    """Return the QR code of an address, "" for none."""
    if not address:
        return ""
    import segno

    svg = BytesIO()
    segno.make(address, micro=False, error="m").save(svg, kind="svg", border=0, xmldecl=False)
    return svg.getvalue().decode()
