"""Prints what a safetensors file holds, one line of JSON a tensor, by Python's own means."""
import json
import struct
import sys

FORMATS = {"F64": "d", "F32": "f", "I64": "q", "I32": "i", "U8": "B", "BOOL": "?"}

with open(sys.argv[1], "rb") as file:
    (length,) = struct.unpack("<Q", file.read(8))
    header = json.loads(file.read(length))
    data = file.read()
print(json.dumps(header.pop("__metadata__", {}), sort_keys=True))
for name, tensor in sorted(header.items()):
    begin, end = tensor["data_offsets"]
    values = [v for (v,) in struct.iter_unpack("<" + FORMATS[tensor["dtype"]], data[begin:end])]
    print(json.dumps([name, tensor["dtype"], tensor["shape"], values]))
