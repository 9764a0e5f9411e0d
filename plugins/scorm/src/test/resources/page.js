// A page as the host makes one, without a browser: time and network move when a test says so.
var timers = [];
var sent = [];
var beacons = [];
var listeners = {};
var warnings = [];
var ready = [];
var kept = {};
var mode = 'answers';

function later(answer) {
  // Answers at once, so that a test needs no waiting; the adapter only uses then().
  return {
    then: function (ok, failed) {
      if (mode === 'answers') {
        ok(answer);
      } else if (mode === 'fails') {
        failed(new Error('no network'));
      } else if (mode === 'gone') {
        failed({gone: true});
      } else {
        held.push({ok: ok, failed: failed});
      }
    }
  };
}
var held = [];

var window = {
  setTimeout: function (run, pause) {
    timers.push({run: run, pause: pause});
    return timers.length;
  },
  clearTimeout: function (id) {
    timers[id - 1] = null;
  },
  addEventListener: function (name, run) {
    listeners[name] = run;
  },
  console: {
    warn: function (text) {
      warnings.push(text);
    }
  },
  lyceum: {
    data: null,
    session: 'session-1',
    commit: function (number, values, ended) {
      sent.push({number: number, values: JSON.parse(JSON.stringify(values)), ended: ended});
      return later({errors: mode === 'answers' ? refusals : [], completion: 'INCOMPLETE'});
    },
    beacon: function (number, values, ended) {
      beacons.push({number: number, values: JSON.parse(JSON.stringify(values)), ended: ended});
    },
    onready: function (run) {
      ready.push(run);
    }
  }
};
var refusals = [];
var console = window.console;

function allowStorage() {
  window.localStorage = {
    getItem: function (name) {
      return kept.hasOwnProperty(name) ? kept[name] : null;
    },
    setItem: function (name, value) {
      kept[name] = value;
    },
    removeItem: function (name) {
      delete kept[name];
    }
  };
}

function forbidStorage() {
  Object.defineProperty(window, 'localStorage', {
    get: function () {
      throw new Error('SecurityError');
    }
  });
}

// Runs what waits, shortest pause first; the adapter's own saving of every half minute is left out unless asked for.
function passTime(most) {
  var due = timers;
  timers = [];
  for (var i = 0; i < due.length; i++) {
    if (due[i] && due[i].pause <= most) {
      due[i].run();
    } else {
      timers.push(due[i]);
    }
  }
}
