// A SCO of several pages: it looks for the API above it, remembers its page, takes a test on the last one.
var PAGES = 4;
var api = null;
var page = 0;
var problems = [];

function look(from) {
  var at = from;
  for (var steps = 0; steps < 500 && at; steps++) {
    if (at.API_1484_11) {
      return at.API_1484_11;
    }
    if (at.parent === at) {
      return null;
    }
    at = at.parent;
  }
  return null;
}

function checked(answer) {
  if (answer === 'false') {
    problems.push(api.GetLastError() + ' ' + api.GetDiagnostic(''));
  }
}

function start(frame) {
  api = look(frame.parent);
  checked(api.Initialize(''));
  if (api.GetValue('cmi.completion_status') === 'unknown') {
    checked(api.SetValue('cmi.completion_status', 'incomplete'));
  }
  var mark = api.GetValue('cmi.location');
  page = mark === '' ? 0 : parseInt(mark, 10);
  show();
}

function show() {
  // Numbers, not text, as much content does it.
  checked(api.SetValue('cmi.location', page));
  if (page === PAGES - 1) {
    checked(api.SetValue('cmi.completion_status', 'completed'));
  }
}

function turn() {
  page = page + 1;
  show();
}

function answer(score) {
  checked(api.SetValue('cmi.score.raw', score));
  checked(api.SetValue('cmi.score.min', '0'));
  checked(api.SetValue('cmi.score.max', '100'));
  checked(api.SetValue('cmi.score.scaled', score / 100));
  checked(api.SetValue('cmi.success_status', score >= 70 ? 'passed' : 'failed'));
}

function leave(time) {
  checked(api.SetValue('cmi.session_time', time));
  checked(api.SetValue('cmi.exit', page === PAGES - 1 ? '' : 'suspend'));
  checked(api.SetValue('adl.nav.request', page === PAGES - 1 ? 'exitAll' : 'suspendAll'));
  checked(api.Terminate(''));
}
