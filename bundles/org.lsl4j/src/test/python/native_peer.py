"""The native library as the other side of a trial: sends, receives, or both, one line on standard output per fact.

    native_peer.py send NAME FORMAT COUNT      an outlet: waits for a consumer, sends COUNT samples, stays for a while
    native_peer.py receive NAME COUNT          an inlet: prints its labels, then each sample, then the time correction
"""
import sys
import time

import pylsl

CHANNELS = ("left", "right", "both")


def value(name, index, channel):
    number = (index * 3 + channel) % 100 - 50
    return ("ä%d" % number) * (channel * 100 + 1) if name == "string" else number


def send(name, fmt, count):
    info = pylsl.StreamInfo(name, "Trial", len(CHANNELS), 100, fmt, name + "-source")
    info.set_channel_labels(list(CHANNELS))
    outlet = pylsl.StreamOutlet(info)
    print("ready", flush=True)
    if not outlet.wait_for_consumers(30):
        sys.exit("no consumer")
    time.sleep(0.2)  # older releases register a consumer after they have told it so
    for i in range(count):
        outlet.push_sample([value(fmt, i, k) for k in range(len(CHANNELS))], 1000 + i / 100)
    sys.stdin.readline()


def receive(name, count):
    found = pylsl.resolve_byprop("name", name, 1, 20)
    if not found:
        sys.exit("not found")
    inlet = pylsl.StreamInlet(found[0])
    inlet.open_stream(20)
    print("labels", *inlet.info(10).get_channel_labels(), flush=True)
    print("open", flush=True)
    for _ in range(count):
        sample, stamp = inlet.pull_sample(20)
        print("sample", repr(stamp), *sample, flush=True)
    print("correction", inlet.time_correction(10), flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    if sys.argv[1] == "send":
        send(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        receive(sys.argv[2], int(sys.argv[3]))
