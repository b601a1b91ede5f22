// What a row of the camera holds, in the order of the runtime's node (rapport.source.camera).

/** MediaPipe's movements of the face, 0 to 1; its own "_neutral" is no movement. */
export const SHAPES = ['browDownLeft', 'browDownRight', 'browInnerUp', 'browOuterUpLeft', 'browOuterUpRight', 'cheekPuff',
  'cheekSquintLeft', 'cheekSquintRight', 'eyeBlinkLeft', 'eyeBlinkRight', 'eyeLookDownLeft', 'eyeLookDownRight', 'eyeLookInLeft',
  'eyeLookInRight', 'eyeLookOutLeft', 'eyeLookOutRight', 'eyeLookUpLeft', 'eyeLookUpRight', 'eyeSquintLeft', 'eyeSquintRight',
  'eyeWideLeft', 'eyeWideRight', 'jawForward', 'jawLeft', 'jawOpen', 'jawRight', 'mouthClose', 'mouthDimpleLeft',
  'mouthDimpleRight', 'mouthFrownLeft', 'mouthFrownRight', 'mouthFunnel', 'mouthLeft', 'mouthLowerDownLeft',
  'mouthLowerDownRight', 'mouthPressLeft', 'mouthPressRight', 'mouthPucker', 'mouthRight', 'mouthRollLower', 'mouthRollUpper',
  'mouthShrugLower', 'mouthShrugUpper', 'mouthSmileLeft', 'mouthSmileRight', 'mouthStretchLeft', 'mouthStretchRight',
  'mouthUpperUpLeft', 'mouthUpperUpRight', 'noseSneerLeft', 'noseSneerRight'];

/** Four gaze scores, the head's place in cm, its turn in rad. */
const FURTHER = 4 + 3 + 3;
export const COLUMNS = SHAPES.length + FURTHER;

/**
 * A row of what was found in a picture; nothing but NaN if there is no face.
 * @param {{ faceBlendshapes: { categories: { categoryName: string, score: number }[] }[],
 *   facialTransformationMatrixes: { data: ArrayLike<number> }[] }} found
 */
export function row(found) {
  const row = new Float32Array(COLUMNS).fill(NaN);
  const shapes = found.faceBlendshapes[0];
  if (!shapes) {
    return row;
  }
  /** @type {Record<string, number>} */
  const scores = {};
  for (const { categoryName, score } of shapes.categories) {
    scores[categoryName] = score;
  }
  SHAPES.forEach((name, i) => row[i] = scores[name] ?? NaN);
  // towards the person's left and upwards are positive, for both eyes; of scores as they are sent
  const of = (/** @type {string} */ name) => row[SHAPES.indexOf(`eyeLook${name}`)];
  row.set([of('OutLeft') - of('InLeft'), of('UpLeft') - of('DownLeft'), of('InRight') - of('OutRight'),
    of('UpRight') - of('DownRight')], SHAPES.length);
  const pose = found.facialTransformationMatrixes[0]?.data;
  if (pose) {
    row.set(head(pose), SHAPES.length + 4);
  }
  return row;
}

/**
 * Where the head is (cm; the camera is at 0 and looks along -z) and how it is turned (rad): about the vertical axis, then the
 * horizontal, then the line of sight.
 * @param {ArrayLike<number>} m 4 x 4, column by column
 */
function head(m) {
  const at = (/** @type {number} */ line, /** @type {number} */ column) => m[column * 4 + line];
  return [at(0, 3), at(1, 3), at(2, 3), Math.atan2(at(0, 2), at(2, 2)), Math.asin(Math.max(-1, Math.min(1, -at(1, 2)))),
    Math.atan2(at(1, 0), at(1, 1))];
}
