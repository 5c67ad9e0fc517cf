"""Makes data/fashion-mnist from the four files of the original Fashion-MNIST, after checking that they are the original.

    python3 fashion_mnist.py FOLDER

The subset has the first 500 training and the first 100 test images of each class, in the order of the original.
"""
import gzip
import hashlib
import pathlib
import struct
import sys

# The MD5 that Zalando Research publishes with each file, and the time in the file's gzip header (seconds since 1970).
ORIGINAL = {
    "train-images-idx3-ubyte": (1504176606, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
    "train-labels-idx1-ubyte": (1504176606, "25c81989df183df01b3e8a0aad5dffbe"),
    "t10k-images-idx3-ubyte": (1504176627, "bef4ecab320f06d8554ea6380940ec79"),
    "t10k-labels-idx1-ubyte": (1504176627, "bb300cfdad3c16e7a12a480ee83cd310"),
}
PIXELS = 28 * 28


def with_its_name(packed, name, time):
    """Debian strips the name and sets the time in a gzip header; with both restored the MD5 is the published one."""
    if packed[3] != 0:
        return packed
    return packed[:3] + b"\x08" + struct.pack("<I", time) + packed[8:10] + name.encode() + b"\0" + packed[10:]


def read(folder, name):
    """The content of an original file, after its header."""
    time, published = ORIGINAL[name]
    file = folder / (name + ".gz")
    packed = with_its_name(file.read_bytes(), name, time)
    found = hashlib.md5(packed).hexdigest()
    if found != published:
        sys.exit(f"{file} must be the original with the MD5 {published}, got {found}")
    return gzip.decompress(packed)[16 if "images" in name else 8 :]


def first_of_each_class(labels, count):
    """The rows of the first images of each class, in their order."""
    seen = [0] * 10
    rows = []
    for row, label in enumerate(labels):
        seen[label] += 1
        if seen[label] <= count:
            rows.append(row)
    return rows


def write(name, header, content):
    file = pathlib.Path(__file__).parent / "fashion-mnist" / (name + ".gz")
    file.parent.mkdir(exist_ok=True)
    # neither name nor time, and the same header from every version of Python
    with open(file, "wb") as out, gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed:
        packed.write(header + content)
    print(hashlib.sha256(file.read_bytes()).hexdigest(), file.name, file.stat().st_size)


def main():
    folder = pathlib.Path(sys.argv[1])
    for part, count in ("train", 500), ("t10k", 100):
        images = read(folder, part + "-images-idx3-ubyte")
        labels = read(folder, part + "-labels-idx1-ubyte")
        rows = first_of_each_class(labels, count)
        write(
            part + "-images-idx3-ubyte",
            struct.pack(">4I", 0x803, len(rows), 28, 28),
            b"".join(images[row * PIXELS : (row + 1) * PIXELS] for row in rows),
        )
        write(part + "-labels-idx1-ubyte", struct.pack(">2I", 0x801, len(rows)), bytes(labels[row] for row in rows))


if __name__ == "__main__":
    main()
