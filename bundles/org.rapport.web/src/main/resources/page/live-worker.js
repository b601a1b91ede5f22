// Holds the socket, so that a page that draws never holds it up: messages are handed on only when the page has dealt with the
// ones before. States replace each other; frames wait, up to a bound, and the oldest go.

const MOST_FRAMES = 300;

/** @type {WebSocket | null} */
let socket = null;
let address = '';
let wish = '';
/** @type {string | null} */
let state = null;
/** @type {ArrayBuffer[]} */
let frames = [];
let dropped = 0;
let waits = false;
let retry = 500;

function flush() {
  if (waits || (state === null && frames.length === 0)) {
    return;
  }
  waits = true;
  const batch = frames;
  postMessage({ state, frames: batch, dropped }, batch);
  state = null;
  frames = [];
}

function connect() {
  socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    retry = 500;
    postMessage({ connected: true });
    if (wish) {
      socket?.send(wish);
    }
  };
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') {
      state = data;
    } else {
      frames.push(data);
      if (frames.length > MOST_FRAMES) {
        frames.shift();
        dropped++;
      }
    }
    flush();
  };
  socket.onclose = ({ reason }) => {
    postMessage({ connected: false, reason });
    setTimeout(connect, retry);
    retry = Math.min(5000, 2 * retry);
  };
}

onmessage = ({ data }) => {
  if (data.address) {
    address = data.address;
    connect();
  } else if (data.wish) {
    wish = data.wish;
    if (socket?.readyState === WebSocket.OPEN) {
      socket.send(wish);
    }
  } else if (data.done) {
    waits = false;
    flush();
  }
};

// the server closes what is silent
setInterval(() => {
  if (socket?.readyState === WebSocket.OPEN && wish) {
    socket.send(wish);
  }
}, 10000);
