"""Headers of .npy files, good, odd and damaged, and what numpy.load makes of each file: JSON.

Always the same ones. Written to files because numpy.load reads those otherwise than streams.
"""

import base64
import json
import random
import struct
import sys
import tempfile
import warnings

import numpy

warnings.simplefilter("ignore")
choose = random.Random(14)

SIZES = {"b1": 1, "i1": 1, "u1": 1, "i2": 2, "u2": 2, "f2": 2, "i4": 4, "u4": 4, "f4": 4}
CODES = list(SIZES) + ["i8", "u8", "f8", "c8", "c16"]
NAMES = sorted(name for name in numpy.sctypeDict if isinstance(name, str))
LETTERS = list("?bBhHiIlLqQpPefdgFDGSUVOMmac")
STRANGE_TYPES = [
    "''", "'f 4'", "'f+4'", "'f04'", "'f-4'", "' f4'", "'f4 '", "'f8,'", "'1f8'", "'2f8'", "'(1,)f8'",
    "'()f8'", "'(2,)f8'", "'f4,f4'", "'f0'", "'F4'", "'B1'", "'?1'", "'c1'", "'u'", "'b2'", "'i16'",
    "'f8[s]'", "'M8[s]'", "'<m8[ns]'", "'V8'", "'|S3'", "'<U3'", "'O8'", "'Float64'", "'float80'",
    "'<float64'", "'=int32'", "'!f8'", "'f8\\x00'", "b'<f8'", "8", "None", "True", "...",
    "('<f8', 1)", "('<f8', ())", "('<f8', (1,))", "('<f8', (1, 1))", "('<f8', (2,))", "('<f8', [1])",
    "(('<f8', 1), ())", "[('a', '<f4')]", "[('a', '<f4'), ('b', '<i2', (2,))]", "[]", "{}", "{'f8'}",
    "'\\x3cf8'", "'\\074f8'", "'\\u003cf8'", "'\\U0000003cf8'", "'\\x3'",
    "'<f' '8'", "'<' \"f\" '''8'''", "'<f' b'8'", "r'<f8'", "u'<f8'", "U\"<f8\"", "ur'<f8'", "f'<f8'",
    "Rb'<f8'", "'''<f8'''", "\"\"\"<f8\"\"\"", "'<f8\"", "'<\\\nf8'", "r'<\\\nf8'", "'<\nf8'", "('<f8')",
    "(('<f8'))", "('<f8',)", "<f8", "float64", "numpy.float64", "'<f8' or 'f4'", "'float' '64'",
]
SHAPES = [
    "(6,)", "(2, 3)", "(3, 2)", "(1, 2, 3)", "(6)", "((6,))", "[6]", "{6}", "6", "'6'", "None", "(6.0,)",
    "(6., )", "(6,,)", "(,)", "()", "(6L,)", "(2L, 3L)", "(6 L,)", "(6LL,)", "(6l,)", "(6\nL,)",
    "(0x6,)", "(0X6L,)", "(0o6,)", "(0b110,)", "(06,)", "(00,)", "(0_6,)", "(0x_6,)", "(6_,)", "(1_0,)",
    "(_6,)", "(+6,)", "(-6,)", "(-1,)", "(-1, 3)", "(2, -5)", "(-1, -1)", "(-1, 4)", "(0, -1)", "(--6,)",
    "(- 1,)", "(-(1),)", "(+(6),)", "(-(-6),)", "(~6,)", "(True, 6)", "(1+5,)", "(2*3,)", "(6j,)",
    "(6e0,)", "(1e,)", "(0,)", "(0, 5)", "(5,)", "(7,)", "(2, 4)", "(99999999999, 99999999999)",
    "(4294967296, 4294967296)", "(9223372036854775807,)", "(0, 9223372036854775807)",
    "(0, 99999999999999999999)", "(6, 'x')", "(6, (1,))", "((6),)", "(6,\n)", "(6,\r\n)", "(6,\r)",
    "(6,\f)", "(6,\v)", "(6,\xa0)", "(6,\0)", "(\t2,\t3\t)", "(6 # six\n,)", "(6,)#", "(6\\\n,)", "(6\\ \n,)",
    "(6;)", "(*(6,),)", "(6:7)", "(x,)", "(6 for x in y)", "(6,) + ()", "(lambda: 6,)", "(6 6,)",
    "(6, 1, )", "(" + "1," * 31 + "6)", "(" + "1," * 32 + "6)", "(" * 90 + "6," + ")" * 90,
    "(" * 199 + "6," + ")" * 199, "(" * 200 + "6," + ")" * 200, "(6", "6,)", "(6,]", "tuple()", "set()",
]
ORDERS = ["False", "True", "0", "1", "None", "'False'", "false", "(True)", "not True", "True # so\n", "-1"]
FRAMES = [
    "{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n",
    "{'descr': %s, 'fortran_order': %s, 'shape': %s}",
    '{"descr": %s, "fortran_order": %s, "shape": %s}   \n',
    "{u'descr':%s,u'fortran_order':%s,u'shape':%s}",
    "{'descr'\t:\t%s\t,\t'fortran_order'\t:\t%s\t,\t'shape'\t:\t%s\t}\t\n",
    "{\n  'descr': %s,\n  'fortran_order': %s,\n  'shape': %s,\n}\n",
    "{\r\n'descr': %s,\r\n'fortran_order': %s,\r\n'shape': %s\r\n}\r\n",
    "{'''descr''': %s, \"\"\"fortran_order\"\"\": %s, r'shape': %s, }\n",
    "{'de' 'scr': %s, 'fortran' '_order': %s, 'sha\\x70e': %s, }\n",
    "  \t{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n",
    "\n\n{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n",
    "# of today\n{'descr': %s, 'fortran_order': %s, 'shape': %s, } # done",
    "({'descr': %s, 'fortran_order': %s, 'shape': %s, })\n\n\n",
    "{'descr': '<i2', 'descr': %s, 'fortran_order': %s, 'shape': %s, }\n",
    "{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n   # more\n\n",
    "{'shape': (), 'descr': %s, 'fortran_order': %s, 'shape': %s}",
]
BAD_FRAMES = [
    "{'descr': %s, 'fortran_order': %s, 'shape': %s, 'more': 1}\n",
    "{'descr': %s, 'fortran_order': %s, 'Shape': %s}\n",
    "{b'descr': %s, 'fortran_order': %s, 'shape': %s}\n",
    "{'descr': %s, 'fortran_order': %s, 'shape': %s\n",
    "'descr': %s, 'fortran_order': %s, 'shape': %s}\n",
    "{'descr': %s 'fortran_order': %s, 'shape': %s}\n",
    "{'descr': %s, 'fortran_order': %s, 'shape': %s}}\n",
    "{'descr': %s, 'fortran_order': %s, 'shape': %s},\n",
    "[{'descr': %s, 'fortran_order': %s, 'shape': %s}]\n",
    "{'descr', %s, 'fortran_order', %s, 'shape', %s}\n",
    "{'descr': %s, 'fortran_order': %s, 'shape': %s}\n{}\n",
    "\n {'descr': %s, 'fortran_order': %s, 'shape': %s}\n",
    "{'descr': %s, 'fortran_order': %s, 'shape': %s};\n",
    "{'descr': %s, 'fortran_order': %s, 'shape': %s}\0\0\0\n",
    "dict(descr=%s, fortran_order=%s, shape=%s)\n",
    "{1: %s, 2: %s, 3: %s}\n",
    "{,'descr': %s, 'fortran_order': %s, 'shape': %s}\n",
    "{'descr': %s, 'fortran_order': %s, 'shape': %s,,}\n",
    "{**{}, 'descr': %s, 'fortran_order': %s, 'shape': %s}\n",
    "{%s: 'descr', %s: 'fortran_order', %s: 'shape'}\n",
    '{"descr": %s, "fortran_order": %s, "shape": %s\' }\n',
    "{'descr': %s, 'fortran_order': %s}\n#%s",
]


def file_of(header, data, version=(1, 0), length=None):
    text = header.encode("utf-8" if version[0] == 3 else "latin1", "replace")
    length = len(text) if length is None else length
    size = struct.pack("<H" if version[0] == 1 else "<I", length)
    return b"\x93NUMPY" + bytes(version) + size + text + data


def values(code="f8", count=6, order="<"):
    """Bytes of that many numbers: the largest, the smallest, others."""
    if code == "b1":
        return bytes([0, 1, 2, 255, 1, 0][:count])
    if code[0] in "iu":
        info = numpy.iinfo(code)
        of = [info.min, info.max, 0, 1, info.max // 3, info.max - 1]
    else:
        of = [1.5, -0.0, numpy.inf, numpy.nan, 6e-8, 65504.0]
    array = numpy.array(of[:count]).astype(code)
    return array.astype(order + code).tobytes()


def cases():
    """Name and bytes of each file."""
    usual = FRAMES[0]
    for code in CODES:  # types that we hold, in all orders
        for order in "<>=|":
            for fortran in ("False", "True"):
                header = choose.choice(FRAMES) % (f"'{order}{code}'", fortran, "(2, 3)")
                version = choose.choice([(1, 0), (2, 0), (3, 0)])
                swapped = ">" if order == ">" else "<"
                yield f"{order}{code} {fortran}", file_of(header, values(code, order=swapped), version)
    for name in NAMES + LETTERS:
        for order in ("", choose.choice("<>=|")):
            header = choose.choice(FRAMES) % (f"'{order}{name}'", "False", "(2,)")
            yield f"type {order}{name}", file_of(header, values("c16"), choose.choice([(1, 0), (3, 0)]))
    for frames, name in ((FRAMES, "frame"), (BAD_FRAMES, "bad frame")):
        for frame in frames:
            for version in (1, 2, 3):
                header = frame % ("'<f8'", "False", "(2, 3)")
                yield f"{name} {header!r} {version}", file_of(header, values(), (version, 0))
    for part, others in enumerate((STRANGE_TYPES, ORDERS, SHAPES)):
        for other in others:
            parts = ["'<f8'", "True", "(2, 3)"]
            parts[part] = other
            data = values() * 2 if part == 0 else values()  # enough for arrays of arrays
            for version in (1, 3):
                yield f"{parts} {version}", file_of(usual % tuple(parts), data, (version, 0))
    good = usual % ("'<f8'", "False", "(2, 3)")
    for version in [(0, 0), (1, 1), (2, 1), (3, 1), (4, 0), (1, 255), (255, 0)]:
        yield f"version {version}", file_of(good, values(), version)
    for data in (b"", values()[:-1], values() + b"more", values() * 2, values()[:8]):
        yield f"{len(data)} bytes", file_of(good, data)
    for length in (0, 1, 40, len(good) + 1, len(good) + 8, 65535):
        yield f"length {length}", file_of(good, values(), length=length)
    for spaces in (9999, 10000, 10001):
        for version in (1, 2, 3):
            yield f"{spaces} long {version}", file_of(good.ljust(spaces), values(), (version, 0))
    for header in ("", " ", "\n", "{}", "()", "0", "hello there, reader", "\xff", "{'descr'", "None", "'"):
        for version in (1, 3):
            yield f"{header!r} {version}", file_of(header, values(), (version, 0))
    yield "accents", file_of(good.strip() + "# d\xe9j\xe0 vu\n", values(), (3, 0))
    yield "not UTF-8", file_of(good, values(), (1, 0)).replace(b"\x01\0", b"\x03\0", 1)
    marked = file_of("\ufeff" + good, values(), (3, 0))
    yield "a byte order mark", marked
    whole = file_of(good, values())
    for cut in (0, 5, 6, 7, 8, 9, 10, 11, 12, 40):
        yield f"first {cut} bytes", whole[:cut]
    for _ in range(300):  # a character of the header lost, put in, or another
        at = choose.randrange(len(good))
        mark = choose.choice("'\"(){}[],:; \n\t\\#L0x_-+.<>=|fiuFTdes\0\xe9")
        text = good[:at] + choose.choice(["", mark, mark + good[at]]) + good[at + 1 :]
        yield f"damaged {text!r}", file_of(text, values(), (choose.choice([1, 2, 3]), 0))


def verdict(path, data):
    with open(path, "wb") as file:
        file.write(data)
    try:
        array = numpy.load(path)
    except Exception as error:  # any of many kinds
        return {"refused": f"{type(error).__name__}: {error}"[:100]}
    kind, size = array.dtype.kind, array.dtype.itemsize
    code = f"{kind}{size}"
    if code not in CODES:
        return {"stranger": str(array.dtype)}
    held = array.astype("<c16" if kind == "c" else "<f8")
    return {
        "shape": array.shape,
        "values": base64.b64encode(numpy.ascontiguousarray(held).tobytes()).decode(),
    }


with tempfile.NamedTemporaryFile(suffix=".npy") as file:
    results = [
        {"name": name, "file": base64.b64encode(data).decode(), **verdict(file.name, data)}
        for name, data in cases()
    ]
json.dump(results, sys.stdout)
