/*
 * Offers a package the run-time API of SCORM 1.2 (window.API) or SCORM 2004 (window.API_1484_11) and sends what the
 * package sets to the host. The contract with the page around the package, window.lyceum, stands in README.md.
 *
 * MODEL below is the one place that says what elements there are, and what may be done with them:
 *   access    r, w or rw, as the content sees it
 *   type      a name in TYPES, with its bounds beside it
 *   initial   what GetValue answers while nothing is set
 *   children  what _children answers; the element is a structure and has no value
 *   list      the element is a collection with _count; its entries are called n
 *   entry     may be set only when this sibling of the same entry is there
 */
(function (window) {
  'use strict';

  var STATUS_12 = ['passed', 'completed', 'failed', 'incomplete', 'browsed', 'not attempted'];
  var COMPLETION = ['completed', 'incomplete', 'not attempted', 'unknown'];
  var SUCCESS = ['passed', 'failed', 'unknown'];
  var TIME_LIMIT = ['exit,message', 'continue,message', 'exit,no message', 'continue,no message'];

  var MODEL = {
    '1.2': {
      'cmi._version': {access: 'r', type: 'text', most: 255, initial: '3.4'},
      'cmi.core': {
        children:
          'student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time'
      },
      'cmi.core.student_id': {access: 'r', type: 'identifier', most: 255},
      'cmi.core.student_name': {access: 'r', type: 'text', most: 255},
      'cmi.core.lesson_location': {access: 'rw', type: 'text', most: 255},
      'cmi.core.credit': {access: 'r', type: 'words', words: ['credit', 'no-credit'], initial: 'credit'},
      'cmi.core.lesson_status': {
        // Only the LMS says "not attempted".
        access: 'rw', type: 'words', words: STATUS_12.slice(0, 5), initial: 'not attempted'
      },
      'cmi.core.entry': {access: 'r', type: 'words', words: ['ab-initio', 'resume', ''], initial: 'ab-initio'},
      'cmi.core.score': {children: 'raw,min,max'},
      'cmi.core.score.raw': {access: 'rw', type: 'decimal', blank: true, min: 0, max: 100},
      'cmi.core.score.min': {access: 'rw', type: 'decimal', blank: true, min: 0, max: 100},
      'cmi.core.score.max': {access: 'rw', type: 'decimal', blank: true, min: 0, max: 100},
      'cmi.core.total_time': {access: 'r', type: 'timespan', initial: '0000:00:00.00'},
      'cmi.core.lesson_mode': {access: 'r', type: 'words', words: ['browse', 'normal', 'review'], initial: 'normal'},
      'cmi.core.exit': {access: 'w', type: 'words', words: ['time-out', 'suspend', 'logout', '']},
      'cmi.core.session_time': {access: 'w', type: 'timespan'},
      'cmi.suspend_data': {access: 'rw', type: 'text', most: 4096},
      'cmi.launch_data': {access: 'r', type: 'text', most: 4096},
      'cmi.comments': {access: 'rw', type: 'text', most: 4096},
      'cmi.comments_from_lms': {access: 'r', type: 'text', most: 4096},
      'cmi.objectives': {list: true, children: 'id,score,status'},
      'cmi.objectives.n.id': {access: 'rw', type: 'identifier', most: 255},
      'cmi.objectives.n.score': {children: 'raw,min,max'},
      'cmi.objectives.n.score.raw': {access: 'rw', type: 'decimal', blank: true, min: 0, max: 100},
      'cmi.objectives.n.score.min': {access: 'rw', type: 'decimal', blank: true, min: 0, max: 100},
      'cmi.objectives.n.score.max': {access: 'rw', type: 'decimal', blank: true, min: 0, max: 100},
      'cmi.objectives.n.status': {access: 'rw', type: 'words', words: STATUS_12, initial: 'not attempted'},
      'cmi.student_data': {children: 'mastery_score,max_time_allowed,time_limit_action'},
      'cmi.student_data.mastery_score': {access: 'r', type: 'decimal', blank: true, min: 0, max: 100},
      'cmi.student_data.max_time_allowed': {access: 'r', type: 'timespan'},
      'cmi.student_data.time_limit_action': {access: 'r', type: 'words', words: TIME_LIMIT},
      'cmi.student_preference': {children: 'audio,language,speed,text'},
      'cmi.student_preference.audio': {access: 'rw', type: 'integer', min: -1, max: 100, initial: '0'},
      'cmi.student_preference.language': {access: 'rw', type: 'text', most: 255},
      'cmi.student_preference.speed': {access: 'rw', type: 'integer', min: -100, max: 100, initial: '0'},
      'cmi.student_preference.text': {access: 'rw', type: 'integer', min: -1, max: 1, initial: '0'},
      'cmi.interactions': {
        list: true,
        children: 'id,objectives,time,type,correct_responses,weighting,student_response,result,latency'
      },
      'cmi.interactions.n.id': {access: 'w', type: 'identifier', most: 255},
      'cmi.interactions.n.objectives': {list: true},
      'cmi.interactions.n.objectives.n.id': {access: 'w', type: 'identifier', most: 255},
      'cmi.interactions.n.time': {access: 'w', type: 'clock'},
      'cmi.interactions.n.type': {
        access: 'w',
        type: 'words',
        words: ['true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric']
      },
      'cmi.interactions.n.correct_responses': {list: true},
      'cmi.interactions.n.correct_responses.n.pattern': {access: 'w', type: 'feedback', most: 255},
      'cmi.interactions.n.weighting': {access: 'w', type: 'decimal'},
      'cmi.interactions.n.student_response': {access: 'w', type: 'feedback', most: 255},
      'cmi.interactions.n.result': {
        access: 'w', type: 'result', words: ['correct', 'wrong', 'unanticipated', 'neutral']
      },
      'cmi.interactions.n.latency': {access: 'w', type: 'timespan'}
    },

    '2004': {
      'cmi._version': {access: 'r', type: 'text', most: 250, initial: '1.0'},
      'cmi.comments_from_learner': {list: true, children: 'comment,location,timestamp'},
      'cmi.comments_from_learner.n.comment': {access: 'rw', type: 'localized', most: 4000},
      'cmi.comments_from_learner.n.location': {access: 'rw', type: 'text', most: 250},
      'cmi.comments_from_learner.n.timestamp': {access: 'rw', type: 'time'},
      'cmi.comments_from_lms': {list: true, children: 'comment,location,timestamp'},
      'cmi.comments_from_lms.n.comment': {access: 'r', type: 'localized', most: 4000},
      'cmi.comments_from_lms.n.location': {access: 'r', type: 'text', most: 250},
      'cmi.comments_from_lms.n.timestamp': {access: 'r', type: 'time'},
      'cmi.completion_status': {access: 'rw', type: 'words', words: COMPLETION, initial: 'unknown'},
      'cmi.completion_threshold': {access: 'r', type: 'real', min: 0, max: 1},
      'cmi.credit': {access: 'r', type: 'words', words: ['credit', 'no-credit'], initial: 'credit'},
      'cmi.entry': {access: 'r', type: 'words', words: ['ab-initio', 'resume', ''], initial: 'ab-initio'},
      'cmi.exit': {access: 'w', type: 'words', words: ['time-out', 'suspend', 'logout', 'normal', '']},
      'cmi.interactions': {
        list: true,
        children:
          'id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description'
      },
      'cmi.interactions.n.id': {access: 'rw', type: 'longIdentifier', most: 4000},
      'cmi.interactions.n.type': {
        access: 'rw',
        type: 'words',
        words: [
          'true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert',
          'numeric', 'other'
        ],
        entry: 'id'
      },
      'cmi.interactions.n.objectives': {list: true},
      'cmi.interactions.n.objectives.n.id': {access: 'rw', type: 'longIdentifier', most: 4000, entry: 'id'},
      'cmi.interactions.n.timestamp': {access: 'rw', type: 'time', entry: 'id'},
      'cmi.interactions.n.correct_responses': {list: true},
      'cmi.interactions.n.correct_responses.n.pattern': {access: 'rw', type: 'pattern', entry: 'type'},
      'cmi.interactions.n.weighting': {access: 'rw', type: 'real', entry: 'id'},
      'cmi.interactions.n.learner_response': {access: 'rw', type: 'response', entry: 'type'},
      'cmi.interactions.n.result': {
        access: 'rw', type: 'result', words: ['correct', 'incorrect', 'unanticipated', 'neutral'], entry: 'id'
      },
      'cmi.interactions.n.latency': {access: 'rw', type: 'interval', entry: 'id'},
      'cmi.interactions.n.description': {access: 'rw', type: 'localized', most: 250, entry: 'id'},
      'cmi.launch_data': {access: 'r', type: 'text', most: 4000},
      'cmi.learner_id': {access: 'r', type: 'longIdentifier', most: 4000},
      'cmi.learner_name': {access: 'r', type: 'localized', most: 250},
      'cmi.learner_preference': {children: 'audio_level,language,delivery_speed,audio_captioning'},
      'cmi.learner_preference.audio_level': {access: 'rw', type: 'real', min: 0, initial: '1'},
      'cmi.learner_preference.language': {access: 'rw', type: 'language', most: 250, initial: ''},
      'cmi.learner_preference.delivery_speed': {access: 'rw', type: 'real', min: 0, initial: '1'},
      'cmi.learner_preference.audio_captioning': {
        access: 'rw', type: 'words', words: ['-1', '0', '1'], initial: '0'
      },
      'cmi.location': {access: 'rw', type: 'text', most: 1000},
      'cmi.max_time_allowed': {access: 'r', type: 'interval'},
      'cmi.mode': {access: 'r', type: 'words', words: ['browse', 'normal', 'review'], initial: 'normal'},
      'cmi.objectives': {list: true, children: 'id,score,success_status,completion_status,progress_measure,description'},
      'cmi.objectives.n.id': {access: 'rw', type: 'longIdentifier', most: 4000},
      'cmi.objectives.n.score': {children: 'scaled,raw,min,max'},
      'cmi.objectives.n.score.scaled': {access: 'rw', type: 'real', min: -1, max: 1, entry: 'id'},
      'cmi.objectives.n.score.raw': {access: 'rw', type: 'real', entry: 'id'},
      'cmi.objectives.n.score.min': {access: 'rw', type: 'real', entry: 'id'},
      'cmi.objectives.n.score.max': {access: 'rw', type: 'real', entry: 'id'},
      'cmi.objectives.n.success_status': {
        access: 'rw', type: 'words', words: SUCCESS, initial: 'unknown', entry: 'id'
      },
      'cmi.objectives.n.completion_status': {
        access: 'rw', type: 'words', words: COMPLETION, initial: 'unknown', entry: 'id'
      },
      'cmi.objectives.n.progress_measure': {access: 'rw', type: 'real', min: 0, max: 1, entry: 'id'},
      'cmi.objectives.n.description': {access: 'rw', type: 'localized', most: 250, entry: 'id'},
      'cmi.progress_measure': {access: 'rw', type: 'real', min: 0, max: 1},
      'cmi.scaled_passing_score': {access: 'r', type: 'real', min: -1, max: 1},
      'cmi.score': {children: 'scaled,raw,min,max'},
      'cmi.score.scaled': {access: 'rw', type: 'real', min: -1, max: 1},
      'cmi.score.raw': {access: 'rw', type: 'real'},
      'cmi.score.min': {access: 'rw', type: 'real'},
      'cmi.score.max': {access: 'rw', type: 'real'},
      'cmi.session_time': {access: 'w', type: 'interval'},
      'cmi.success_status': {access: 'rw', type: 'words', words: SUCCESS, initial: 'unknown'},
      'cmi.suspend_data': {access: 'rw', type: 'text', most: 64000},
      'cmi.time_limit_action': {access: 'r', type: 'words', words: TIME_LIMIT, initial: 'continue,no message'},
      'cmi.total_time': {access: 'r', type: 'interval', initial: 'PT0H0M0S'},
      'adl.nav.request': {access: 'rw', type: 'navigation', initial: '_none_'},
      'adl.nav.request_valid.continue': {access: 'r', type: 'words', words: ['true', 'false', 'unknown'], initial: 'false'},
      'adl.nav.request_valid.previous': {access: 'r', type: 'words', words: ['true', 'false', 'unknown'], initial: 'false'},
      'adl.nav.request_valid.choice.{target}': {access: 'r', type: 'words', words: ['true', 'false', 'unknown'], initial: 'false'},
      'adl.nav.request_valid.jump.{target}': {access: 'r', type: 'words', words: ['true', 'false', 'unknown'], initial: 'false'},
      'adl.data': {list: true, children: 'id,store'},
      'adl.data.n.id': {access: 'r', type: 'longIdentifier', most: 4000},
      'adl.data.n.store': {access: 'rw', type: 'text', most: 64000}
    }
  };

  var ERRORS = {
    '1.2': {
      '0': ['No error', 'The last call went well.'],
      '101': ['General exception', 'The call is not possible in this state of the session.'],
      '201': ['Invalid argument error', 'The argument is no element, or an index is beyond the end of its collection.'],
      '202': ['Element cannot have children', 'The element before _children has no parts.'],
      '203': ['Element not an array - cannot have count', 'The element before _count is no collection.'],
      '301': ['Not initialized', 'LMSInitialize has not been called, or LMSFinish has been.'],
      '401': ['Not implemented error', 'The data model has no element of this name.'],
      '402': ['Invalid set value, element is a keyword', '_children, _count and _version are not set.'],
      '403': ['Element is read only', 'The element is told by the LMS alone.'],
      '404': ['Element is write only', 'The element can be set, not read.'],
      '405': ['Incorrect data type', 'The value is not of the type, vocabulary, range or length of the element.']
    },
    '2004': {
      '0': ['No Error', 'The last call went well.'],
      '101': ['General Exception', 'Something went wrong that no other code describes.'],
      '102': ['General Initialization Failure', 'The session could not be begun.'],
      '103': ['Already Initialized', 'Initialize has been called before.'],
      '104': ['Content Instance Terminated', 'Terminate has been called; a session does not begin again.'],
      '111': ['General Termination Failure', 'The session could not be ended.'],
      '112': ['Termination Before Initialization', 'Terminate was called before Initialize.'],
      '113': ['Termination After Termination', 'Terminate was called twice.'],
      '122': ['Retrieve Data Before Initialization', 'GetValue was called before Initialize.'],
      '123': ['Retrieve Data After Termination', 'GetValue was called after Terminate.'],
      '132': ['Store Data Before Initialization', 'SetValue was called before Initialize.'],
      '133': ['Store Data After Termination', 'SetValue was called after Terminate.'],
      '142': ['Commit Before Initialization', 'Commit was called before Initialize.'],
      '143': ['Commit After Termination', 'Commit was called after Terminate.'],
      '201': ['General Argument Error', 'The function takes an empty text as its argument, and values that are text.'],
      '301': ['General Get Failure', 'There is nothing to read: a wrong index, or _children or _count where there are none.'],
      '351': ['General Set Failure', 'The value cannot be set: an index was left out, or an identifier is taken or fixed.'],
      '391': ['General Commit Failure', 'The data could not be committed.'],
      '401': ['Undefined Data Model Element', 'The data model has no element of this name.'],
      '402': ['Unimplemented Data Model Element', 'The element is known but not offered here.'],
      '403': ['Data Model Element Value Not Initialized', 'The element has no value yet.'],
      '404': ['Data Model Element Is Read Only', 'The element is told by the LMS alone.'],
      '405': ['Data Model Element Is Write Only', 'The element can be set, not read.'],
      '406': ['Data Model Element Type Mismatch', 'The value is not of the type, vocabulary or length of the element.'],
      '407': ['Data Model Element Value Out Of Range', 'The number is smaller or larger than the element allows.'],
      '408': ['Data Model Dependency Not Established', 'Another element has to be set first, such as the id of an entry.']
    }
  };

  // What differs between the two APIs, by the situation that is met.
  var CODES = {
    '1.2': {
      twice: '101', over: '101', endBefore: '301', endAfter: '301', getBefore: '301', getAfter: '301',
      setBefore: '301', setAfter: '301', commitBefore: '301', commitAfter: '301', argument: '201',
      noName: '201', setNoName: '201', unknown: '401', malformed: '201', noChildren: '202', noCount: '203',
      keyword: '402', readOnly: '403', writeOnly: '404', type: '405', range: '405', getIndex: '201', setIndex: '201',
      unset: '0', dependency: '201', refused: '201'
    },
    '2004': {
      twice: '103', over: '104', endBefore: '112', endAfter: '113', getBefore: '122', getAfter: '123',
      setBefore: '132', setAfter: '133', commitBefore: '142', commitAfter: '143', argument: '201',
      noName: '301', setNoName: '351', unknown: '401', malformed: '401', noChildren: '301', noCount: '301',
      keyword: '404', readOnly: '404', writeOnly: '405', type: '406', range: '407', getIndex: '301', setIndex: '351',
      unset: '403', dependency: '408', refused: '351'
    }
  };

  var LANGUAGE = /^([a-zA-Z]{2,3}|[ix])(-[a-zA-Z0-9]{1,8})*$/;
  var NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)$/;
  // More than one pattern makes no sense for these.
  var ONE_PATTERN = {'true-false': true, 'likert': true, 'numeric': true, 'other': true};

  function has(object, name) {
    return Object.prototype.hasOwnProperty.call(object, name);
  }

  function among(words, value) {
    for (var i = 0; i < words.length; i++) {
      if (words[i] === value) {
        return true;
      }
    }
    return false;
  }

  function number(value, row) {
    if (!NUMBER.test(value)) {
      return 'type';
    }
    var read = parseFloat(value);
    return (row.min !== undefined && read < row.min) || (row.max !== undefined && read > row.max) ? 'range' : '';
  }

  function shortIdentifier(value) {
    return /^[^\s\[\]{}]{1,250}$/.test(value);
  }

  function localized(value, most) {
    var text = value;
    if (value.indexOf('{lang=') === 0) {
      var end = value.indexOf('}');
      if (end < 0 || !LANGUAGE.test(value.substring(6, end))) {
        return false;
      }
      text = value.substring(end + 1);
    }
    return text.length <= most;
  }

  /** Takes {name=true} and {name=false} off the beginning; null if one of them says something else. */
  function withoutFlags(value, names) {
    var rest = value;
    var found = true;
    while (found) {
      found = false;
      for (var i = 0; i < names.length; i++) {
        var prefix = '{' + names[i] + '=';
        if (rest.indexOf(prefix) === 0) {
          var end = rest.indexOf('}');
          if (end < 0 || !among(['true', 'false'], rest.substring(prefix.length, end))) {
            return null;
          }
          rest = rest.substring(end + 1);
          found = true;
        }
      }
    }
    return rest;
  }

  function each(value, delimiter, most, right) {
    var parts = value.split(delimiter);
    if (parts.length > most) {
      return false;
    }
    for (var i = 0; i < parts.length; i++) {
      if (!right(parts[i])) {
        return false;
      }
    }
    return true;
  }

  function distinct(parts) {
    var seen = {};
    for (var i = 0; i < parts.length; i++) {
      if (has(seen, '=' + parts[i])) {
        return false;
      }
      seen['=' + parts[i]] = true;
    }
    return true;
  }

  function pair(value) {
    var sides = value.split('[.]');
    return sides.length === 2 && shortIdentifier(sides[0]) && shortIdentifier(sides[1]);
  }

  function numbersOrNothing(value) {
    var ends = value.split('[:]');
    return (
      ends.length === 2 &&
      (ends[0] === '' || NUMBER.test(ends[0])) &&
      (ends[1] === '' || NUMBER.test(ends[1])) &&
      (ends[0] === '' || ends[1] === '' || parseFloat(ends[0]) <= parseFloat(ends[1]))
    );
  }

  function step(value) {
    var sides = value.split('[.]');
    return (
      sides.length === 2 &&
      (sides[0] !== '' || sides[1] !== '') &&
      (sides[0] === '' || shortIdentifier(sides[0])) &&
      (sides[1].indexOf('[:]') < 0 ? sides[1].length <= 250 : numbersOrNothing(sides[1]))
    );
  }

  /** Interactions of SCORM 2004: what a learner's response, and a correct one, look like. */
  var RESPONSES = {
    'true-false': function (value) {
      return value === 'true' || value === 'false';
    },
    'choice': function (value) {
      return value === '' || (each(value, '[,]', 36, shortIdentifier) && distinct(value.split('[,]')));
    },
    'fill-in': function (value, pattern) {
      var rest = pattern ? withoutFlags(value, ['case_matters', 'order_matters']) : value;
      return (
        rest !== null &&
        each(rest, '[,]', 10, function (text) {
          return localized(text, 250);
        })
      );
    },
    'long-fill-in': function (value, pattern) {
      var rest = pattern ? withoutFlags(value, ['case_matters']) : value;
      return rest !== null && localized(rest, 4000);
    },
    'matching': function (value) {
      return value === '' || each(value, '[,]', 36, pair);
    },
    'performance': function (value, pattern) {
      var rest = pattern ? withoutFlags(value, ['order_matters']) : value;
      return rest !== null && each(rest, '[,]', 250, step);
    },
    'sequencing': function (value) {
      return value === '' || each(value, '[,]', 36, shortIdentifier);
    },
    'likert': shortIdentifier,
    'numeric': function (value, pattern) {
      return pattern ? numbersOrNothing(value) : NUMBER.test(value);
    },
    'other': function (value) {
      return value.length <= 4000;
    }
  };

  /** Interactions of SCORM 1.2. Identifiers may be longer than the one character of the standard: most content's are. */
  var FEEDBACK = {
    'true-false': /^([01tf]|true|false)$/,
    'choice': /^\{?[^\s{},]+(,[^\s{},]+)*\}?$|^$/,
    'fill-in': /^[\s\S]*$/,
    'matching': /^\{?[^\s{},.]+\.[^\s{},.]+(,[^\s{},.]+\.[^\s{},.]+)*\}?$|^$/,
    'performance': /^[\s\S]*$/,
    'sequencing': /^\{?[^\s{},]+(,[^\s{},]+)*\}?$|^$/,
    'likert': /^\S*$/,
    'numeric': NUMBER
  };

  var TYPES = {
    text: function (value, row) {
      return value.length <= row.most ? '' : 'type';
    },
    identifier: function (value, row) {
      return value.length <= row.most && /^[^\s\u0000-\u001f]+$/.test(value) ? '' : 'type';
    },
    longIdentifier: function (value, row) {
      var right =
        value.indexOf('urn:') === 0 ? /^urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:\S+$/.test(value) : /^\S+$/.test(value);
      return right && value.length <= row.most ? '' : 'type';
    },
    words: function (value, row) {
      return among(row.words, value) ? '' : 'type';
    },
    decimal: function (value, row) {
      return value === '' && row.blank ? '' : number(value, row);
    },
    real: number,
    integer: function (value, row) {
      return /^[-+]?\d{1,6}$/.test(value) ? number(value, row) : 'type';
    },
    language: function (value, row) {
      return value === '' || (LANGUAGE.test(value) && value.length <= row.most) ? '' : 'type';
    },
    localized: function (value, row) {
      return localized(value, row.most) ? '' : 'type';
    },
    timespan: function (value) {
      return /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value) ? '' : 'type';
    },
    clock: function (value) {
      return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value) ? '' : 'type';
    },
    interval: function (value) {
      var right =
        /^P(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/.test(value) &&
        /\d/.test(value) &&
        value.charAt(value.length - 1) !== 'T';
      return right ? '' : 'type';
    },
    time: function (value) {
      var zone = '(Z|[+-]([01]\\d|2[0-3])(:[0-5]\\d)?)?';
      var found = new RegExp(
        '^(\\d{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3])(:[0-5]\\d(:[0-5]\\d(\\.\\d{1,2})?' +
          zone +
          ')?)?)?)?)?$'
      ).exec(value);
      if (!found || found[1] < '1970' || found[1] > '2038') {
        return 'type';
      }
      var days = found[5] ? new Date(Date.UTC(+found[1], +found[3], 0)).getUTCDate() : 31;
      return !found[5] || +found[5] <= days ? '' : 'type';
    },
    result: function (value, row) {
      return among(row.words, value) || NUMBER.test(value) ? '' : 'type';
    },
    feedback: function (value, row, interaction) {
      var shape = interaction && FEEDBACK[interaction];
      return value.length <= row.most && (!shape || shape.test(value)) ? '' : 'type';
    },
    pattern: function (value, row, interaction) {
      return (RESPONSES[interaction] || RESPONSES.other)(value, true) ? '' : 'type';
    },
    response: function (value, row, interaction) {
      return (RESPONSES[interaction] || RESPONSES.other)(value, false) ? '' : 'type';
    },
    navigation: function (value) {
      var right =
        among(
          ['continue', 'previous', 'exit', 'exitAll', 'abandon', 'abandonAll', 'suspendAll', '_none_'], value) ||
        /^\{target=[^\s{}]+\}(choice|jump)$/.test(value);
      return right ? '' : 'type';
    }
  };

  /**
   * The data of one session. Keeps everything here, so that the API can answer at once; nothing in it knows of the
   * network.
   */
  function Session(data) {
    var version = data.version === '1.2' ? '1.2' : '2004';
    var model = MODEL[version];
    var codes = CODES[version];
    var stores = data.stores || [];
    var values = {};
    var counts = {};
    var state = 'new';
    var lastError = '0';
    var lastDetail = '';
    var changed = null;
    this.sent = function () {};

    var session = this;

    function fail(situation, detail) {
      lastError = codes[situation];
      lastDetail = detail || '';
      return lastError === '0';
    }

    function fine() {
      lastError = '0';
      lastDetail = '';
    }

    /** Finds an element's row. Answers {row, keyword, base, places} or {problem}. */
    function find(element) {
      if (!/^[^\s]+$/.test(element)) {
        return {problem: 'malformed'};
      }
      var target = /^adl\.nav\.request_valid\.(choice|jump)\.\{target=([^\s{}]+)\}$/.exec(element);
      if (target && version === '2004') {
        return {row: model['adl.nav.request_valid.' + target[1] + '.{target}'], places: []};
      }
      var names = element.split('.');
      if (names.length < 2 || (names[0] !== 'cmi' && !(names[0] === 'adl' && version === '2004'))) {
        return {problem: 'malformed'};
      }
      var last = names[names.length - 1];
      var keyword = last === '_children' || last === '_count' || last === '_version' ? last : '';
      if (keyword && element !== 'cmi._version') {
        names.pop();
      } else {
        keyword = '';
      }
      var pattern = '';
      var path = '';
      var places = [];
      for (var i = 0; i < names.length; i++) {
        var name = names[i];
        var list = pattern && model[pattern] && model[pattern].list;
        if (name === '' || (list && !/^(0|[1-9]\d{0,5})$/.test(name))) {
          return {problem: 'malformed'};
        }
        if (list) {
          places.push({list: path, index: +name});
          name = 'n';
        }
        pattern = pattern ? pattern + '.' + name : name;
        path = path ? path + '.' + names[i] : names[i];
      }
      var row = has(model, pattern) ? model[pattern] : null;
      if (keyword) {
        var inside = row || prefixOf(pattern);
        return inside
          ? {keyword: keyword, row: row || {}, path: path, places: places}
          : {problem: 'unknown'};
      }
      if (element === 'cmi._version') {
        return {row: row, places: places, version: true};
      }
      return row && row.type ? {row: row, places: places, pattern: pattern} : {problem: 'unknown'};
    }

    /** Whether an element is part of the model without being in the table, such as an entry of a collection. */
    function prefixOf(pattern) {
      for (var name in model) {
        if (has(model, name) && name.indexOf(pattern + '.') === 0) {
          return true;
        }
      }
      return false;
    }

    function count(list) {
      return counts[list] || 0;
    }

    function reachable(places, room) {
      for (var i = 0; i < places.length; i++) {
        // Only the last collection of an element may grow with it, the outer ones where it is their first entry too.
        if (places[i].index >= count(places[i].list) + room) {
          return false;
        }
      }
      return true;
    }

    function grow(places) {
      for (var i = 0; i < places.length; i++) {
        counts[places[i].list] = Math.max(count(places[i].list), places[i].index + 1);
      }
    }

    /** What GetValue answers, with the rules of SCORM 2004 that let a measure decide over what the content has said. */
    function current(element, row) {
      if (version === '2004' && element === 'cmi.completion_status' && has(values, 'cmi.completion_threshold') &&
          has(values, 'cmi.progress_measure')) {
        return +values['cmi.progress_measure'] >= +values['cmi.completion_threshold'] ? 'completed' : 'incomplete';
      }
      if (version === '2004' && element === 'cmi.success_status' && has(values, 'cmi.scaled_passing_score') &&
          has(values, 'cmi.score.scaled')) {
        return +values['cmi.score.scaled'] >= +values['cmi.scaled_passing_score'] ? 'passed' : 'failed';
      }
      return has(values, element) ? values[element] : row.initial;
    }

    function get(element) {
      var found = find(element);
      if (found.problem) {
        fail(found.problem, element);
        return '';
      }
      if (found.keyword && !reachable(found.places, 0)) {
        fail('getIndex', element);
        return '';
      }
      if (found.keyword === '_count') {
        if (!found.row.list) {
          fail('noCount', element);
          return '';
        }
        return String(count(found.path));
      }
      if (found.keyword) {
        if (found.keyword !== '_children' || !found.row.children) {
          fail('noChildren', element);
          return '';
        }
        return found.row.children;
      }
      if (found.row.access === 'w' || forbidden(found, 'read')) {
        fail('writeOnly', element);
        return '';
      }
      if (!reachable(found.places, 0)) {
        fail('getIndex', element);
        return '';
      }
      var value = current(element, found.row);
      if (value === undefined) {
        fail('unset', element);
        return '';
      }
      return value;
    }

    /** Shared data of the 4th edition may be closed for reading or writing by the manifest. */
    function forbidden(found, what) {
      if (found.pattern !== 'adl.data.n.store') {
        return false;
      }
      var store = stores[found.places[0].index];
      return !!store && store[what] === false;
    }

    function set(element, value) {
      var found = find(element);
      if (found.problem) {
        return fail(found.problem, element);
      }
      if (found.keyword || found.version) {
        return fail('keyword', element);
      }
      var row = found.row;
      if (row.access === 'r' || forbidden(found, 'write')) {
        return fail('readOnly', element);
      }
      // Whether an entry exists that the manifest has not declared is not the content's to say.
      if (!reachable(found.places, found.pattern === 'adl.data.n.store' ? 0 : 1)) {
        return fail('setIndex', element + ': an entry is missing before it');
      }
      var place = found.places[0];
      var entry = place ? place.list + '.' + place.index : '';
      if (row.entry && !has(values, entry + '.' + row.entry)) {
        return fail('dependency', element + ': set ' + entry + '.' + row.entry + ' first');
      }
      var wrong = TYPES[row.type](value, row, values[entry + '.type']);
      if (wrong) {
        return fail(wrong, element + ': ' + describe(row));
      }
      if (version === '2004' && !allowed(found, element, value, entry)) {
        return fail('refused', element);
      }
      grow(found.places);
      values[element] = value;
      changed = changed || {};
      changed[element] = value;
      return true;
    }

    function describe(row) {
      if (row.words) {
        return 'one of ' + row.words.join(' | ');
      }
      return row.type + (row.most ? ' of ' + row.most + ' characters at most' : '') +
        (row.min === undefined ? '' : ' from ' + row.min) + (row.max === undefined ? '' : ' to ' + row.max);
    }

    /** Identifiers that are fixed or taken, and patterns that are too many or the same. */
    function allowed(found, element, value, entry) {
      var place = found.places[found.places.length - 1];
      if (found.pattern === 'cmi.objectives.n.id') {
        return (
          (!has(values, element) || values[element] === value) && free(place.list, '.id', value, place.index)
        );
      }
      if (found.pattern === 'cmi.interactions.n.objectives.n.id') {
        return free(place.list, '.id', value, place.index);
      }
      if (found.pattern === 'cmi.interactions.n.correct_responses.n.pattern') {
        return (
          !(ONE_PATTERN[values[entry + '.type']] && place.index > 0) &&
          free(place.list, '.pattern', value, place.index)
        );
      }
      return true;
    }

    function free(list, name, value, index) {
      for (var i = 0; i < count(list); i++) {
        if (i !== index && values[list + '.' + i + name] === value) {
          return false;
        }
      }
      return true;
    }

    function empty(argument) {
      return argument === '' || argument === undefined || argument === null;
    }

    function send(ended) {
      var out = changed || {};
      if (changed || ended) {
        changed = null;
        session.sent(out, ended);
      }
    }

    function word(done) {
      return done ? 'true' : 'false';
    }

    this.begin = function (argument) {
      if (!empty(argument)) {
        return word(fail('argument'));
      }
      if (state !== 'new') {
        return word(fail(state === 'on' ? 'twice' : 'over'));
      }
      fine();
      state = 'on';
      return 'true';
    };

    this.end = function (argument) {
      if (!empty(argument)) {
        return word(fail('argument'));
      }
      if (state !== 'on') {
        return word(fail(state === 'new' ? 'endBefore' : 'endAfter'));
      }
      fine();
      state = 'over';
      send(true);
      return 'true';
    };

    this.get = function (element) {
      if (state !== 'on') {
        fail(state === 'new' ? 'getBefore' : 'getAfter');
        return '';
      }
      if (empty(element)) {
        fail('noName');
        return '';
      }
      fine();
      return get(String(element));
    };

    this.set = function (element, value) {
      if (state !== 'on') {
        return word(fail(state === 'new' ? 'setBefore' : 'setAfter'));
      }
      if (empty(element)) {
        return word(fail('setNoName'));
      }
      if (value === undefined || value === null) {
        return word(fail('argument', element + ': a value is text'));
      }
      fine();
      return word(set(String(element), String(value)));
    };

    this.commit = function (argument) {
      if (!empty(argument)) {
        return word(fail('argument'));
      }
      if (state !== 'on') {
        return word(fail(state === 'new' ? 'commitBefore' : 'commitAfter'));
      }
      fine();
      send(false);
      return 'true';
    };

    this.lastError = function () {
      return lastError;
    };

    this.errorString = function (code) {
      var known = ERRORS[version][String(code)];
      return known ? known[0] : '';
    };

    this.diagnostic = function (code) {
      var asked = empty(code) ? lastError : String(code);
      var known = ERRORS[version][asked];
      if (!known) {
        return '';
      }
      return asked === lastError && lastDetail ? known[1] + ' (' + lastDetail + ')' : known[1];
    };

    /** Sends what has not been sent, whether the content has asked for it or not. */
    this.flush = function () {
      send(false);
    };

    this.version = version;

    /** Puts in what the host knows, whatever the content might do with it. */
    this.fill = function (known) {
      for (var element in known) {
        if (has(known, element)) {
          var found = find(element);
          if (!found.problem && !found.keyword) {
            values[element] = String(known[element]);
            grow(found.places);
          }
        }
      }
    };

    /** Puts in what was set in an earlier session that could not send it, and sends it in this one. */
    this.recover = function (lost) {
      this.fill(lost);
      changed = changed || {};
      for (var element in lost) {
        if (has(lost, element) && !has(changed, element)) {
          changed[element] = lost[element];
        }
      }
      send(false);
    };

    for (var i = 0; i < stores.length; i++) {
      values['adl.data.' + i + '.id'] = String(stores[i].id);
      grow([{list: 'adl.data', index: i}]);
    }
    this.fill(data.values || {});
  }

  /**
   * Brings commits to the host, one after the other, and again until they have arrived. A commit that was tried once
   * keeps its number and values for ever, because nobody can tell whether the host has it already; what is set
   * meanwhile is gathered in one commit behind it.
   */
  function Outbox(lyceum, data, page) {
    var queue = [];
    var last = 0;
    var busy = false;
    var failures = 0;
    var timer = null;
    var leaving = false;
    var gone = false;
    var place = 'lyceum.scorm/' + [data.activity, data.learner, data.part].join('/');
    var drawer = findDrawer();

    /** Storage that outlives the page, where the sandbox allows one. */
    function findDrawer() {
      var names = ['localStorage', 'sessionStorage'];
      for (var i = 0; i < names.length; i++) {
        try {
          var storage = page[names[i]];
          storage.setItem(place + '?', '1');
          storage.removeItem(place + '?');
          return storage;
        } catch (forbidden) {
          // An opaque origin has no storage; the queue lives as long as the page.
        }
      }
      return null;
    }

    function keep() {
      if (!drawer) {
        return;
      }
      try {
        if (queue.length === 0) {
          drawer.removeItem(place);
        } else {
          drawer.setItem(place, JSON.stringify({launch: data.launch, queue: queue}));
        }
      } catch (full) {
        drawer = null;
      }
    }

    /** What the session before this one could not send; null when others came in between. */
    this.lost = function () {
      var lost = null;
      try {
        var kept = drawer && JSON.parse(drawer.getItem(place) || 'null');
        if (kept && kept.launch === data.launch - 1) {
          lost = {};
          for (var i = 0; i < kept.queue.length; i++) {
            for (var element in kept.queue[i].values) {
              // Its time belongs to the other session, and where it led to is no concern of this one.
              if (!/session_time$|^cmi\.(core\.)?exit$|^adl\.nav|^lyceum\./.test(element)) {
                lost[element] = kept.queue[i].values[element];
              }
            }
          }
        }
        if (kept && drawer) {
          drawer.removeItem(place);
        }
      } catch (unreadable) {
        lost = null;
      }
      return lost;
    };

    this.add = function (values, ended) {
      var tail = queue[queue.length - 1];
      if (!tail || tail.tried) {
        last = last + 1;
        tail = {number: last, values: {'lyceum.launch': String(data.launch)}, ended: false, tried: false};
        queue.push(tail);
      }
      for (var element in values) {
        if (has(values, element)) {
          tail.values[element] = values[element];
        }
      }
      tail.ended = tail.ended || ended;
      keep();
      if (leaving) {
        this.flush();
      } else {
        pump();
      }
    };

    function pump() {
      if (busy || timer !== null || gone || queue.length === 0) {
        return;
      }
      var head = queue[0];
      head.tried = true;
      busy = true;
      var answered;
      try {
        answered = lyceum.commit(head.number, head.values, head.ended);
      } catch (failure) {
        missed(failure);
        return;
      }
      answered.then(function (answer) {
        arrived(head, answer);
      }, missed);
    }

    function arrived(head, answer) {
      busy = false;
      failures = 0;
      if (queue[0] === head) {
        queue.shift();
      }
      keep();
      if (answer && answer.errors && answer.errors.length && page.console && page.console.warn) {
        page.console.warn('The host has refused: ' + answer.errors.join(', '));
      }
      pump();
    }

    function missed(reason) {
      busy = false;
      if (reason && reason.gone === true) {
        // The host will never take this session's commits again.
        gone = true;
        queue = [];
        keep();
        return;
      }
      failures = failures + 1;
      timer = page.setTimeout(again, 1000 * Math.min(60, Math.pow(2, failures - 1)));
    }

    function again() {
      timer = null;
      pump();
    }

    /** Tries at once, because the network is said to be back. */
    this.hurry = function () {
      if (timer !== null) {
        page.clearTimeout(timer);
        again();
      }
    };

    /** Sends all that is left in a way that outlives the page. Nobody tells whether it arrived, so it is kept. */
    this.flush = function () {
      for (var i = 0; i < queue.length; i++) {
        var one = queue[i];
        one.tried = true;
        if (lyceum.beacon && !gone && !one.left) {
          one.left = true;
          lyceum.beacon(one.number, one.values, one.ended);
        }
      }
    };

    this.leave = function () {
      leaving = true;
    };

    this.stay = function () {
      leaving = false;
      for (var i = 0; i < queue.length; i++) {
        queue[i].left = false;
      }
      pump();
    };
  }

  function install(page) {
    var lyceum = page.lyceum;
    var data = lyceum.data;
    var session = new Session(data);
    var outbox = new Outbox(lyceum, data, page);

    session.sent = function (values, ended) {
      outbox.add(values, ended);
    };
    // What an earlier page could neither send nor get through as a beacon comes from here.
    var lost = outbox.lost();
    if (lost) {
      session.recover(lost);
    }

    if (session.version === '1.2') {
      page.API = {
        LMSInitialize: session.begin,
        LMSFinish: session.end,
        LMSGetValue: session.get,
        LMSSetValue: session.set,
        LMSCommit: session.commit,
        LMSGetLastError: session.lastError,
        LMSGetErrorString: session.errorString,
        LMSGetDiagnostic: session.diagnostic
      };
    } else {
      page.API_1484_11 = {
        Initialize: session.begin,
        Terminate: session.end,
        GetValue: session.get,
        SetValue: session.set,
        Commit: session.commit,
        GetLastError: session.lastError,
        GetErrorString: session.errorString,
        GetDiagnostic: session.diagnostic
      };
    }

    function save() {
      session.flush();
      page.setTimeout(save, 30000);
    }

    // Content that never commits loses half a minute at most.
    page.setTimeout(save, 30000);
    page.addEventListener('online', function () {
      outbox.hurry();
    });
    page.addEventListener('pagehide', function () {
      // Content often says that it is over while the page goes; what it says then has to go by beacon as well.
      outbox.leave();
      session.flush();
      outbox.flush();
    });
    page.addEventListener('pageshow', function () {
      outbox.stay();
    });

    lyceum.adapter = {
      elements: MODEL[session.version],
      errors: ERRORS[session.version],
      flush: session.flush,
      // An asset is over for the host as soon as it is there, and people go on looking at it.
      stays: data.asset === true
    };

    if (data.asset === true && lyceum.onready) {
      // An asset has no API: that it was opened is all there is to know.
      lyceum.onready(function () {
        outbox.add({}, true);
      });
    }
  }

  install(window);
})(this.window || this);
