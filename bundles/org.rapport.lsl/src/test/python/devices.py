"""Outlets with native liblsl that describe themselves as real programs do, and some that nobody has met yet. Sends the same
samples again and again: for each sample k of 40 the value of each channel is a formula of k, so that whoever reads can tell what was
sent. usage: devices.py -> prints 'ready' when all stand; ends with its standard input."""
import sys, threading, time
from pylsl import StreamInfo, StreamOutlet, local_clock

CYCLE = 40
outlets = []


def lost(k):
    """Three of forty samples: the eye is not seen."""
    return k in (10, 11, 12)


def device(name, kind, rate, channels, rows, source_id, fmt='float32', acquisition=None, manufacturer=None, unlabelled=0):
    """channels: (label, unit, type); rows: k -> values"""
    info = StreamInfo(name, kind, unlabelled or len(channels), rate, fmt, source_id)
    desc = info.desc()
    if manufacturer:
        desc.append_child_value('manufacturer', manufacturer)
    if acquisition:
        node = desc.append_child('acquisition')
        for key, value in acquisition.items():
            node.append_child_value(key, value)
    if channels:
        node = desc.append_child('channels')
        for label, unit, type_ in channels:
            channel = node.append_child('channel')
            channel.append_child_value('label', label)
            if unit:
                channel.append_child_value('unit', unit)
            if type_:
                channel.append_child_value('type', type_)
    outlets.append((StreamOutlet(info), rows, rate or 10))



# EyeTechDS: flags, percent of the screen, 0 where the eye is lost
side = [('Found', 'normalized', 'Confidence'), ('Calibrated', 'normalized', 'Confidence'), ('PupilDiameter', 'mm', 'Diameter'),
        ('GazePoint_X', 'percent', 'DirectionX'), ('GazePoint_Y', 'percent', 'DirectionY')]
device('EyeTechDS Data', 'Gaze', 60, [(s + 'Eye_' + l, u, t) for s in ('Left', 'Right') for l, u, t in side],
       lambda k: 2 * [0. if lost(k) else 1., 1., 0. if lost(k) else 3 + k / 100, 0. if lost(k) else 40. + k, 0. if lost(k) else 50.],
       'eyetechds_1')
# EyeLogic: NaN where it is lost, a radius called a diameter, an element name that is no XML
nan = float('nan')
device('EyeLogic', 'Gaze', 100, [('FrameNumber', 'number', 'FrameNumber'), ('Screen_X_left', 'pixels', 'ScreenX'),
                                 ('Screen_Y_left', 'pixels', 'ScreenY'), ('Screen_X_right', 'pixels', 'ScreenX'),
                                 ('Screen_Y_right', 'pixels', 'ScreenY'), ('Diameter_left', 'millimeters', 'Diameter')],
       lambda k: [float(k)] + [nan if lost(k) else v for v in (900. + k, 500., 910. + k, 510., 1.5 + k / 100)],
       'EyeLogic One | 1', 'double64', {'manufacturer': 'EyeLogic', 'serial number': '1'})
# SMI: no flag, 0 where it is lost
device('SMI_Raw', 'Gaze', 60, [('timestamp', 'microseconds', 'Gaze'), ('leftGazeX', 'pixels', 'Gaze'), ('leftGazeY', 'pixels', 'Gaze'),
                               ('leftDiam', 'millimetres', 'Gaze'), ('rightGazeX', 'millimetres', 'Gaze'),
                               ('rightGazeY', 'millimetres', 'Gaze'), ('rightDiam', 'millimetres', 'Gaze')],
       lambda k: [k * 1e4] + [0. if lost(k) else v for v in (900. + k, 500., 3.5, 910. + k, 510., 3.6)], 'smi-1')
# Eyeware Beam: confidence 0 to 3
device('BeamEyeTracker_GazeHead_Matrix', 'GazeHead', 60, [(l, '', '') for l in ('gaze_conf_int', 'gaze_por_x', 'gaze_por_y',
                                                                            'head_conf_int', 'head_pos_x_m')],
       lambda k: [0., 0., 0., 3., .01] if lost(k) else [2., .3 + k / 100, .5, 3., .01], 'beam', manufacturer='Eyeware Beam')
# Muse: four streams of one name and one source id
for kind, labels, unit, rate in (('EEG', ('TP9', 'AF7'), 'microvolts', 256), ('PPG', ('PPG1', 'PPG2', 'PPG3'), 'mmHg', 64),
                                 ('ACC', ('X', 'Y', 'Z'), 'g', 52), ('GYRO', ('X', 'Y', 'Z'), 'dps', 52)):
    device('Muse', kind, rate, [(l, unit, kind) for l in labels], lambda k, n=len(labels): [1000. * (c + 1) + k for c in range(n)],
           'Muse00:55', manufacturer='Muse')
# EmotiBit: a stream for each signal, no description
for name, kind, rate in (('PPG_RED', 'PPGRed', 25), ('PPG_IR', 'PPGInfrared', 25), ('PPG_GRN', 'PPGGreen', 25), ('EDA', 'EDA', 15),
                         ('TEMP1', 'Temperature', 7.5), ('ACC_X', 'AccelerometerX', 25)):
    device(name, kind, rate, [], lambda k, r=rate: [r + k / 10.], 'MD-V5-0000001', unlabelled=1)
device('obci_stream_0', 'EDA', 25, [], lambda k: [1 + k / 100.], 'openbcigui', unlabelled=1)
device('ZephyrECG', 'ECG', 250, [('ECG1', 'millivolts', 'ECG')], lambda k: [k / 100.], 'BHT1-ECG',
       acquisition={'manufacturer': 'Medtronic', 'model': 'Zephyr BioHarness'})
device('GDX-RB 0K1', 'RB', 10, [('Force', 'N', 'vernier')], lambda k: [10. + k], 'GDX-RB 0K1', acquisition={'manufacturer': 'Vernier'})
device('Participant1', 'Landmark', 30, [], lambda k: [0.] + [.5 + k / 100] * 51 + [.5] * 132, 'p1', unlabelled=184)
device('Participant2', 'Landmark', 30, [], lambda k: [0.] + [.4 + k / 100] * 51, 'p2', unlabelled=52)
device('xbox_controller_Axes', 'Position', 60, [('L_X', 'normalized_signed', 'PositionX_L'), ('LY', 'normalized_signed', 'PositionY_L'),
                                                 ('R_X', 'normalized_signed', 'PositionX_R'), ('R_Y', 'normalized_signed', 'PositionY_R')],
       lambda k: [k / 40., -k / 40., 0., 0.], 'pad')
device('Shimmer3-E1A4', 'Shimmer3', 51.2, [('GSR_KOHM', 'kOhms', 'EDA'), ('PPG_MV', 'mV', 'EDA'), ('ACCEL_LN_X', 'None', 'IMU')],
       lambda k: [100. + k, 1500. + k, 0.], 'shimmer')
# what nobody has met yet
device('Acme Tracker', 'Gaze', 60, [('frame_count', '', ''), ('L_GazeX', 'pix', ''), ('L_GazeY', 'pix', ''), ('L_Pupil', 'millimeters', ''),
                                    ('L_Valid', '', ''), ('R_GazeX', 'pix', ''), ('R_GazeY', 'pix', ''), ('R_Pupil', 'millimeters', ''),
                                    ('R_Valid', '', '')],
       lambda k: [float(k)] + [0. if lost(k) else v for v in (900. + k, 500., 3.5, 1.)] + [800. + k, 400., 3.4, 1.], 'acme')
device('Zeta Eyes', 'eye tracking', 60, [('gaze_x', 'normalized', ''), ('gaze_y', 'normalized', ''), ('pupil_diameter_left', 'mm', '')],
       lambda k: [-1., -1., -1.] if lost(k) else [.2 + k / 100, .5, 3.5], 'zeta')
device('Omega Box', 'Biosignals', 100, [('ECG Lead II', 'microvolts', ''), ('Skin_Resistance_GSR', 'kOhm', ''), ('EMG1', 'uV', ''),
                                        ('sample_nr', '', '')],
       lambda k: [100. + k, 200. + k, 1., float(k)], 'omega')


def send():
    start = local_clock()
    sent = [0] * len(outlets)
    while True:
        now = local_clock()
        for i, (outlet, rows, rate) in enumerate(outlets):
            while sent[i] < (now - start) * rate:
                outlet.push_sample(rows(sent[i] % CYCLE), start + sent[i] / rate)
                sent[i] += 1
        time.sleep(.004)


threading.Thread(target=send, daemon=True).start()
print('ready', flush=True)
sys.stdin.read()
