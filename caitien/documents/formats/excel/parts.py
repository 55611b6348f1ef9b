"""Parts of a workbook by name and by relation (các phần trong gói Excel), read leniently.

Programs that are not Excel write names with backslashes, in other cases, or with a stroke in front; a relation may lead
nowhere. What cannot be parsed is answered as missing: the values of a sheet never hang on it.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from caitien.documents.gate.package import Opened, parse_xml


def local(node: etree._Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name, in any namespace."""
    return (child for child in node if local(child) == name)


def child(node: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name, or None."""
    return None if node is None else next(children(node, name), None)


def number(text: str | None, default: int = 0) -> int:
    """A whole number as XML has it; the default where there is none or something else."""
    try:
        return int(text or "")
    except ValueError:
        return default


def is_on(text: str | None) -> bool:
    """A yes or no as XML has it: "1", "true", "on" are yes."""
    return (text or "").strip().lower() in ("1", "true", "on")


def attribute(node: etree._Element, name: str) -> str:
    """An attribute of that name, in any namespace; "" where there is none."""
    if (own := node.get(name)) is not None:
        return str(own)
    return next((str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), "")


@dataclass(frozen=True)
class Parts:
    """The package's parts behind one door (các phần)."""

    package: Opened

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {name.casefold().lstrip("/"): name for name in self.package.names}

    def name(self, path: str) -> str | None:
        """The part's own name for a path, however it is written; None where there is no such part."""
        return self._names.get(posixpath.normpath(path.replace("\\", "/")).casefold().lstrip("/"))

    def tree(self, path: str) -> etree._Element | None:
        """A part parsed; None where it is missing or no XML."""
        name = self.name(path)
        data = self.package.part(name) if name else None
        try:
            return parse_xml(data) if data else None
        except etree.XMLSyntaxError:
            return None

    def relations(self, path: str) -> Iterator[tuple[str, str, str]]:
        """What a part refers to inside the package, as (id, last word of the type, path)."""
        folder, base = posixpath.split(path)
        tree = self.tree(f"{folder}/_rels/{base}.rels")
        for relation in () if tree is None else children(tree, "Relationship"):
            if relation.get("TargetMode") != "External":
                target = (relation.get("Target") or "").replace("\\", "/")
                yield (
                    relation.get("Id") or "",
                    (relation.get("Type") or "").rpartition("/")[2],
                    target if target.startswith("/") else posixpath.join(folder, target),
                )

    def related(self, path: str, kind: str) -> list[str]:
        """Paths of the parts of one kind that a part refers to."""
        return [target for _, found, target in self.relations(path) if found == kind]
