"""The native library as the other side of a trial: one line on standard output per fact, in words without blanks.

    native_peer.py version                                the release of the library
    native_peer.py library                                its path
    native_peer.py send NAME FORMAT CHANNELS RATE COUNT PUSH   an outlet: waits for a consumer, then sends COUNT samples
    native_peer.py serve NAME...                          outlets that send a sample every 10 ms each
    native_peer.py receive NAME COUNT                     an inlet: its XML, each sample, the time correction
    native_peer.py late NAME SECONDS                      an inlet of that buffer length that pulls when told, on standard input
    native_peer.py visit NAME TIMES                       inlets that come, take a sample, and go
    native_peer.py gather COUNT QUERY                     inlets for all that match, one sample of each
    native_peer.py correct NAME                           an inlet: the time correction

All but the last ones stay until standard input ends. Values are those of the class Trial.
"""
import ctypes
import importlib.util
import locale
import os
import pathlib
import struct
import sys
import time

bringer = importlib.util.find_spec("mne_lsl")  # see requirements-older.txt
if bringer:
    os.environ["PYLSL_LIB"] = str(next(pathlib.Path(bringer.origin).parent.glob("lsl/lib/*lsl*")))
import pylsl

native = pylsl.pylsl.lib if hasattr(getattr(pylsl, "pylsl", None), "lib") else importlib.import_module("pylsl.lib").lib

# format: (letter in function names, C type, struct code)
TYPES = {
    "float32": ("f", ctypes.c_float, "f"), "double64": ("d", ctypes.c_double, "d"), "int32": ("i", ctypes.c_int32, "i"),
    "int16": ("s", ctypes.c_int16, "h"), "int8": ("c", ctypes.c_int8, "b"), "int64": ("l", ctypes.c_int64, "q"),
}
INFINITE = float("inf")
EXTREMES = {
    "float32": [0.0, -0.0, INFINITE, -INFINITE, float("nan"), 3.4028234663852886e38, 1.401298464324817e-45, 0.25],
    "double64": [0.1, -0.0, INFINITE, -INFINITE, float("nan"), 1.7976931348623157e308, 5e-324, 9007199254740993.0],
    "int32": [-2**31, 2**31 - 1, -1, 0], "int16": [-2**15, 2**15 - 1, -1, 0], "int8": [-2**7, 2**7 - 1, -1, 0],
    "int64": [-2**63, 2**63 - 1, 2**53 + 1, 0],
    "string": ["", "a", "\0", "a\0b\0", "ä€😀", "x" * 255, "y" * 256, "😀" * 17500, " ", "\r\n"],
}
DEEP = 40
CHUNK = 10


def value(fmt, index, channel):
    if channel < 3:
        return EXTREMES[fmt][(index + channel) % len(EXTREMES[fmt])]
    number = (index * 3 + channel) % 100 - 50
    return str(number) if fmt == "string" else number


def stamp(index):
    return 1000 + index / 100


class Values:
    """Values of one or more samples as C arrays; ``raw`` is their form on the wire, texts behind 4 bytes of length."""

    def __init__(self, fmt, values):
        if fmt == "string":
            texts = [text.encode() for text in values]
            self.kind = "buf"
            self.arguments = ((ctypes.c_char_p * len(texts))(*texts), (ctypes.c_uint32 * len(texts))(*map(len, texts)))
        else:
            self.kind, c_type, _ = TYPES[fmt]
            self.arguments = ((c_type * len(values))(*values),)
        self.count = ctypes.c_ulong(len(values))


def push(outlet, fmt, channels, count, how):
    samples = [[value(fmt, i, k) for k in range(channels)] for i in range(count)]
    if how == "single":
        for i, sample in enumerate(samples):
            values = Values(fmt, sample)
            check(getattr(native, "lsl_push_sample_%stp" % values.kind)(
                outlet.obj, *values.arguments, ctypes.c_double(stamp(i)), ctypes.c_int(1)))
        return
    for first in range(0, count, CHUNK):
        chunk = samples[first:first + CHUNK]
        values = Values(fmt, [one for sample in chunk for one in sample])
        stamps = [stamp(first + i) for i in range(len(chunk))]
        if how == "deduced":
            check(getattr(native, "lsl_push_chunk_%stp" % values.kind)(
                outlet.obj, *values.arguments, values.count, ctypes.c_double(stamps[-1]), ctypes.c_int(1)))
        else:
            check(getattr(native, "lsl_push_chunk_%stnp" % values.kind)(
                outlet.obj, *values.arguments, values.count, (ctypes.c_double * len(stamps))(*stamps), ctypes.c_int(1)))


def check(code):
    if code != 0:
        sys.exit("the native library answered %d" % code)


def pull(inlet, info, timeout=20.0):
    """The stamp and the values as they are on the wire, in hexadecimal digits; 0 when there was nothing in time."""
    channels, fmt = info.channel_count(), pylsl_format(info)
    error = ctypes.c_int32(0)
    tail = (ctypes.c_int32(channels), ctypes.c_double(timeout), ctypes.byref(error))
    if fmt == "string":
        texts, lengths = (ctypes.c_void_p * channels)(), (ctypes.c_uint32 * channels)()
        native.lsl_pull_sample_buf.restype = ctypes.c_double
        time_stamp = native.lsl_pull_sample_buf(inlet.obj, texts, lengths, *tail)
        raw = b"".join(struct.pack("<i", n) + ctypes.string_at(text, n) for text, n in zip(texts, lengths)) if time_stamp else b""
        for text in filter(None, texts):
            native.lsl_destroy_string(ctypes.c_void_p(text))
        return time_stamp, raw.hex()
    letter, c_type, code = TYPES[fmt]
    values = (c_type * channels)()
    function = getattr(native, "lsl_pull_sample_" + letter)
    function.restype = ctypes.c_double
    time_stamp = function(inlet.obj, values, *tail)
    # protocol 1.00 says only that a value is none, and the receiver makes up its bits
    plain = [one if one == one else float("nan") for one in values]
    return time_stamp, struct.pack("<%d%s" % (channels, code), *plain).hex()


def pylsl_format(info):
    return {1: "float32", 2: "double64", 3: "string", 4: "int32", 5: "int16", 6: "int8", 7: "int64"}[info.channel_format()]


def say(*words):
    print(*words, flush=True)


def describe(info):
    """A deep tree with all that XML has to escape."""
    element = info.desc()
    element.append_child("channels").append_child("channel").append_child_value("label", "E" + info.name())
    for i in range(DEEP):
        element = element.append_child("level%d" % i)
        element.append_child_value("note", "<&>\"' ä€😀 %d" % i)


def outlet_of(name, fmt, channels, rate):
    info = pylsl.StreamInfo(name, "Trial", channels, rate, fmt, name + "-source")
    describe(info)
    return pylsl.StreamOutlet(info)


def open_inlet(name, **options):
    return open_inlets("name='%s'" % name, 1, **options)[0]


def open_inlets(query, count, **options):
    found = pylsl.resolve_bypred(query, count, 20)
    if len(found) < count:
        sys.exit("found %d of %s" % (len(found), query))
    inlets = [(pylsl.StreamInlet(info, **options), info) for info in found]
    for inlet, _ in inlets:
        inlet.open_stream(20)
    return inlets


def version():
    say(pylsl.library_version())


def library():
    say(native._name)


def send(name, fmt, channels, rate, count, how):
    outlet = outlet_of(name, fmt, int(channels), float(rate))
    say("ready")
    if not outlet.wait_for_consumers(30):
        sys.exit("no consumer")
    time.sleep(0.2)  # releases before 1.18 register a consumer after they have told it so
    push(outlet, fmt, int(channels), int(count), how)
    sys.stdin.readline()


def serve(*names):
    outlets = [outlet_of(name, "int32", 1, 100) for name in names]
    say("ready")
    os.set_blocking(sys.stdin.fileno(), False)
    number = 0
    while sys.stdin.buffer.read(1) is None:
        number += 1
        for outlet in outlets:
            outlet.push_sample([number], number)
        say("consumers", sum(outlet.have_consumers() for outlet in outlets))
        time.sleep(0.01)


def receive(name, count):
    inlet, info = open_inlet(name)
    say("xml", inlet.info(10).as_xml().encode().hex())
    say("open")
    for _ in range(int(count)):
        say(*pull(inlet, info))
    say("correction", inlet.time_correction(10))
    sys.stdin.readline()


def late(name, seconds):
    inlet, info = open_inlet(name, max_buflen=int(seconds))
    say("open")
    sys.stdin.readline()
    stamps = []
    while True:
        time_stamp, _ = pull(inlet, info, 1.0)
        if time_stamp == 0:
            break
        stamps.append(time_stamp)
    say(len(stamps), stamps[-1])


def visit(name, times):
    for _ in range(int(times)):
        inlet, info = open_inlet(name)
        say("sample", pull(inlet, info)[0])
        inlet.close_stream()
        del inlet
        sys.stdin.readline()


def gather(count, query):
    for inlet, info in open_inlets(query, int(count)):
        say(info.name(), pull(inlet, info)[0])


def correct(name):
    inlet, _ = open_inlet(name)
    say(inlet.time_correction(10))


if __name__ == "__main__":
    locale.setlocale(locale.LC_ALL, "")
    {f.__name__: f for f in (version, library, send, serve, receive, late, visit, gather, correct)}[sys.argv[1]](*sys.argv[2:])
