import assert from 'node:assert/strict';
import {test} from 'node:test';
import {settingTexts} from '../../web/settings/keys.ts';
import {shownValue} from '../../web/settings/shown-value.ts';
import {settingsTable} from '../../web/settings/table.ts';
import {firstSeed, Random} from './cases.ts';
import {anySetting, impossibleText} from './generator.ts';
import {fromQuery} from '../settings/readers.ts';

test('2,500 impossible queries: each is refused by name, with its value and what is allowed', () => {
  const random = new Random(firstSeed);
  for (let i = 0; i < 2500; i++) {
    const setting = anySetting(random);
    const text = impossibleText(random, setting);
    const [model = 'dft'] = setting.models ?? [];
    const query = new URLSearchParams({model, [setting.key]: text});
    const message = refusal(query);
    const about = `seed ${firstSeed}, case ${i}: ${JSON.stringify(text.slice(0, 80))} gave ${message}`;
    assert.ok(message.startsWith(`${setting.key}=`), about);
    assert.ok(message.includes(shownValue(text).slice(0, 12)), about);
    assert.match(message, /allowed is /, about);
    assert.ok(message.length < 1000, about);
  }
});

test('500 queries of a frame with keys that are no settings: each is named', () => {
  const random = new Random(firstSeed + 1);
  for (let i = 0; i < 500; i++) {
    const {key} = anySetting(random);
    const foreign = `${impossibleText(random, settingsTable[1])}${key}`;
    const {texts, problems} = settingTexts(new URLSearchParams([[foreign, '1'], [key, 'a'], [key, 'b']])); // prettier-ignore
    const about = `seed ${firstSeed}, case ${i}: ${JSON.stringify(foreign.slice(0, 80))}`;
    assert.equal(problems.length, 2, about);
    assert.ok(problems[0].startsWith(shownValue(foreign)), about);
    assert.match(problems[0], /is not a setting: there are model, n, seed/, about);
    assert.equal(problems[1], `${key} is given more than once: the first, a, counts.`, about);
    assert.deepEqual([...texts], [[key, 'a']], about);
  }
});

function refusal(query: URLSearchParams): string {
  try {
    fromQuery(query);
    return 'nothing';
  } catch (error) {
    assert.ok(error instanceof RangeError, String(error));
    return error.message;
  }
}
