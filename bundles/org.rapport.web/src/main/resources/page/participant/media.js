// Cameras and microphones. What several parts of the page want at the same moment is asked for at once, so that the browser asks the
// participant one question and not two.

const TOGETHER = 300;

/** @type {{ wants: MediaStreamConstraints, stream: Promise<MediaStream> } | null} */
let asked = null;

/**
 * The track of a camera or a microphone.
 * @param {'video' | 'audio'} kind @param {MediaTrackConstraints} wants
 * @returns {Promise<MediaStreamTrack>} fails with a line for the participant
 */
export async function track(kind, wants) {
  if (!window.isSecureContext || !navigator.mediaDevices) {
    throw new Error('The browser lets nobody use camera or microphone here, because the address of this page does not begin with https.');
  }
  try {
    const stream = await together(kind, wants).catch((e) => kinds(e) ? alone(kind, wants) : Promise.reject(e));
    return /** @type {MediaStreamTrack} */ (stream.getTracks().find((one) => one.kind === kind));
  } catch (e) {
    throw new Error(why(kind, e));
  }
}

/** @param {'video' | 'audio'} kind @param {MediaTrackConstraints} wants */
function together(kind, wants) {
  asked ??= {
    wants: {},
    stream: new Promise((resolve) => setTimeout(resolve, TOGETHER)).then(() => {
      const all = /** @type {any} */ (asked).wants;
      asked = null;
      return navigator.mediaDevices.getUserMedia(all);
    }),
  };
  asked.wants[kind] = wants;
  return asked.stream;
}

/** Whether one device may do where both together do not: there is no such device. @param {any} e */
function kinds(e) {
  return e?.name === 'NotFoundError' || e?.name === 'OverconstrainedError';
}

/** @param {'video' | 'audio'} kind @param {MediaTrackConstraints} wants */
function alone(kind, wants) {
  return navigator.mediaDevices.getUserMedia({ [kind]: wants });
}

/** @param {'video' | 'audio'} kind @param {any} e */
function why(kind, e) {
  const device = kind === 'video' ? 'camera' : 'microphone';
  switch (e?.name) {
    case 'NotAllowedError': return `The browser was not allowed to use the ${device}. Allow it beside the address, and load the page again.`;
    case 'NotFoundError': return `There is no ${device}. Plug one in, and load the page again.`;
    case 'NotReadableError': return `Another program uses the ${device}. Close it, and load the page again.`;
    default: return `The ${device} cannot be used: ${e?.message ?? e}`;
  }
}
