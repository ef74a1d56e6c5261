import {createHash} from 'node:crypto';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';

/**
 * Writes dist/embed/: what other people's pages load, by names that stay.
 *   index.html      a figure that fills its frame
 *   sandboxed.html  the same in one file, for frames that may load nothing
 *   v1.js           the element <fourier-net>
 *   mount.js        for pages of the demo's own origin
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.dist
 * @param {import('esbuild').BuildOptions} options.scriptOptions
 * @param {{core: Uint8Array, relaxed: Uint8Array | null, study: Uint8Array}} options.parts
 * @param {string} options.frameScript name in assets/
 * @param {string} options.mountScript likewise
 * @param {{name: string, bytes: Uint8Array}} options.frameStyle
 * @param {string} options.poster name in assets/
 * @returns {Promise<{page: Uint8Array}>} what index.html is
 */
export async function addEmbed(options) {
  const {root, dist, scriptOptions, parts, frameScript, mountScript, frameStyle, poster} = options;
  const folder = path.join(dist, 'embed');
  const source = path.join(root, 'web', 'embed');
  await mkdir(folder, {recursive: true});

  /** @param {string} entry @param {import('esbuild').BuildOptions} [more] @returns {Promise<string>} */
  async function bundled(entry, more) {
    const {outputFiles} = await build({
      ...scriptOptions,
      entryPoints: [path.join(root, entry)],
      format: 'iife',
      write: false,
      ...more,
    });
    return /** @type {import('esbuild').OutputFile[]} */ (outputFiles)[0].text;
  }

  /** @param {string} name @param {Record<string, string>} texts by placeholder */
  async function addPage(name, texts) {
    let html = await readFile(path.join(source, name), 'utf8');
    for (const [placeholder, text] of Object.entries(texts)) {
      html = html.replaceAll(placeholder, () => text);
    }
    await writeFile(path.join(folder, name), html);
    return Buffer.from(html);
  }

  const start = await bundled('web/embed/start-frame.js', {
    define: {FRAME_FILE: JSON.stringify(`../assets/${frameScript}`)},
  });
  const page = await addPage('index.html', {
    '%POLICY%':
      `default-src 'none'; script-src 'self' ${hashOf(start)} 'wasm-unsafe-eval'; ` +
      "worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; " +
      "frame-src 'self'; base-uri 'none'; form-action 'none'",
    '%START%': `<script>${start}</script>`,
    '%FRAME_STYLE%': `../assets/${frameStyle.name}`,
    '%POSTER%': `../assets/${poster}`,
  });

  const style = Buffer.from(frameStyle.bytes).toString();
  const script = inlined(
    await bundled('web/embed/frame.js', {
      conditions: ['inlined'],
      define: {
        'import.meta.url': 'document.baseURI', // where the embed code's addresses begin
        WORKLET_FILE: 'null',
        WORKER_TEXT: JSON.stringify(await bundled('web/engine/worker.js', withoutAddress)),
        STUDY_TEXT: JSON.stringify(await bundled('web/engine/study/worker.js', withoutAddress)),
        STUDY_MODULE_TEXT: base64(parts.study),
        CORE_TEXT: base64(parts.core),
        RELAXED_TEXT: parts.relaxed ? base64(parts.relaxed) : 'null',
      },
    }),
  );
  await addPage('sandboxed.html', {
    '%POLICY%':
      `default-src 'none'; script-src ${hashOf(script)} 'wasm-unsafe-eval'; worker-src blob:; ` +
      `style-src ${hashOf(style)}; img-src data:; frame-src http: https:; base-uri 'none'; form-action 'none'`,
    '%STYLE%': `<style>${style}</style>`,
    '%SCRIPT%': `<script>${script}</script>`,
  });

  await writeFile(
    path.join(folder, 'v1.js'),
    await bundled('web/embed/v1.js', {conditions: ['facade']}),
  );
  await writeFile(
    path.join(folder, 'mount.js'),
    `export {mount} from '../assets/${mountScript}';\n`,
  );
  return {page};
}

/** A classic script has no address to find files by; Emscripten's loader wants one, and uses it not. */
const withoutAddress = {define: {'import.meta.url': '"file:///"'}};

/** @param {Uint8Array} bytes as the text of a JavaScript string */
function base64(bytes) {
  return JSON.stringify(Buffer.from(bytes).toString('base64'));
}

/**
 * A script as it may stand in a page: nothing in it looks like the end of a script or the beginning of
 * a comment. esbuild takes care of the first.
 * @param {string} script
 */
function inlined(script) {
  return script.replaceAll('<!--', '\\x3C!--');
}

/** @param {string} text of an element, for the page's policy */
function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
