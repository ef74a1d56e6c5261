import {cp, mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {marked} from 'marked';
import {models} from '../web/models.ts';
import {frameCode} from '../web/take-away/embed-code.ts';
import {completeSettings} from '../web/settings/check.ts';

/** CSS pixels of a frame whose host does not know how high its content is. */
const size = {width: 720, height: 560};

/**
 * Writes dist/examples/, host pages that anybody can look at and copy, and dist/oembed/, a JSON file a
 * model for sites that turn a link into a figure (https://oembed.com, section 2.3.4).
 */
export async function addExamples({
  root,
  dist,
  site,
  preview,
}: {
  root: string;
  dist: string;

  /** address of the page with a slash at its end; oEmbed takes no relative one */
  site: string;

  /** picture of 1200 x 630, in assets/ */
  preview: string;
}) {
  const examples = path.join(dist, 'examples');
  await cp(path.join(root, 'web', 'examples'), examples, {recursive: true});
  const post = await readFile(path.join(examples, 'markdown.md'), 'utf8');
  await writeFile(path.join(examples, 'markdown.html'), await rendered(post));

  await mkdir(path.join(dist, 'oembed'));
  const presets = Object.keys(models).filter(model => model !== 'own'); // that one is the reader's
  const links = presets.map(model => `<a href="../oembed/${model}.json">${model}</a>`);
  const index = path.join(examples, 'index.html');
  await writeFile(index, (await readFile(index, 'utf8')).replace('%OEMBED%', links.join(', ')));
  for (const model of presets) {
    const {label: title} = models[model];
    const preset = {
      version: '1.0',
      type: 'rich',
      title,
      provider_name: 'fourier-net',
      provider_url: site,
      ...size,
      html: frameCode(completeSettings({model}), {site, height: size.height}),
      thumbnail_url: `${site}assets/${preview}`,
      thumbnail_width: 1200,
      thumbnail_height: 630,
    };
    const file = path.join(dist, 'oembed', `${model}.json`);
    await writeFile(file, `${JSON.stringify(preset, null, 2)}\n`);
  }
}

/**
 * As a blog engine does it.
 * @param post Markdown
 */
async function rendered(post: string) {
  return (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n' +
    '<title>A Markdown page</title>\n<link rel="icon" href="data:,">\n' +
    '<link rel="stylesheet" href="style.css">\n</head>\n<body>\n' +
    `<nav><a href="./">All examples</a></nav>\n${await marked(post)}</body>\n</html>\n`
  );
}
