"""A YAML language server, asked over its protocol (LSP 3.17) as an editor asks it."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


class LanguageServer:
    """One process that answers; what it says between, such as diagnostics, is kept."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        assert process.stdin
        assert process.stdout
        self.into: IO[bytes] = process.stdin
        self.out: IO[bytes] = process.stdout
        self.count = 0
        self.ask("initialize", processId=None, rootUri=root.as_uri(), capabilities={})
        self.tell("initialized")

    def send(self, **message: Any) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.into.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.into.flush()

    def read(self) -> dict[str, Any]:
        """Return the next message; answer what the server asks of an editor."""
        size = 0
        while (line := self.out.readline().strip()) or not size:
            name, _, value = line.partition(b":")
            size = int(value) if name.lower() == b"content-length" else size
        message: dict[str, Any] = json.loads(self.out.read(size))
        if "method" in message and "id" in message:
            asked = message.get("params", {}).get("items", [])
            self.send(id=message["id"], result=[SETTINGS.get(one["section"]) for one in asked])
        return message

    def tell(self, method: str, **given: Any) -> None:
        self.send(method=method, params=given)

    def ask(self, method: str, **given: Any) -> Any:
        """Return the answer to a request."""
        self.count += 1
        self.send(id=self.count, method=method, params=given)
        while True:
            message = self.read()
            if message.get("id") == self.count and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def open(self, path: Path, text: str) -> list[str]:
        """Show a text as that of a file, and return what is wrong with it."""
        named = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=named)
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics":
                found = message["params"]
                if found["uri"] == path.as_uri():
                    return [
                        f"{one['range']['start']['line'] + 1}: {one['message']}"
                        for one in found["diagnostics"]
                    ]

    def ask_at(self, what: str, path: Path, line: int, column: int) -> Any:
        """Return what is completed or shown at a place, counted from 1."""
        place = {"line": line - 1, "character": column - 1}
        document = {"uri": path.as_uri()}
        return self.ask(f"textDocument/{what}", textDocument=document, position=place)


SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "hover": True, "completion": True}}
"""What the server is told of an editor's settings: it reaches for no list of schemas."""


@contextmanager
def run_language_server(program: Path, root: Path) -> Iterator[LanguageServer]:
    """Give a server that runs until it is no longer needed."""
    command = ["node", str(program), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield LanguageServer(process, root)
        finally:
            process.kill()
