import {createHash} from 'node:crypto';
import {cp, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build, transform} from 'esbuild';
import {built} from './built.ts';
import {addEmbed} from './bundle-embed.ts';
import {addExamples} from './bundle-examples.ts';
import {gzippedSize} from './gzipped-size.ts';
import {drawPictures} from './poster.ts';
import {openingStills, spiralSize} from './stills.ts';
import type {BuildOptions, PluginBuild, Metafile} from 'esbuild';

// Makes dist/ from web/ and build/wasm/: plain files with hashed names and relative addresses, which
// any static host serves under any path. One piece after the other, each handed its parts' names.

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
const assets = path.join(dist, 'assets');

/**
 * First load, gzipped: what a visitor's browser fetches before the first training step. The plot of
 * the loss is not in it: it follows once the weights are there.
 */
const firstLoadLimit = 150_000;

/** The page's script, and those of figures in other pages; what several of them load is there once. */
const entries = [
  'web/pages/page.ts',
  'web/pages/lab.ts',
  'web/embed/frame.ts',
  'web/embed/mount.ts',
];

/** What the page loads at once: its entry and the figure that stands first. */
const loadedAtOnce = ['web/pages/page.ts', 'web/figures/opening/opening-figure.ts'];

const scriptOptions = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome107', 'firefox104', 'safari16.4'],
  plugins: [
    {name: 'style sheets as text', setup: loadStyles},
    {name: 'markup as text', setup: loadMarkup},
    {name: 'colours that we have', setup: loadColours},
  ],
  legalComments: 'none', // THIRD-PARTY-NOTICES.md ships with the page
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * What a page may load: nothing of anybody else's.
 * @param styles that stand in it
 */
function policy(...styles: string[]) {
  const hashes = styles.map(
    style => ` 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self'${hashes.join('')}`,
    ...['worker', 'connect', 'frame', 'manifest'].map(each => `${each}-src 'self'`),
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

await rm(dist, {recursive: true, force: true});
await mkdir(assets, {recursive: true});

const core = await addAsset('fourier-net.wasm', await readFile('build/wasm/fourier-net.wasm'));
const relaxed = await addRelaxed();
const worker = await addScripts(['web/engine/worker/worker.ts']);
const studyModule = await addAsset('study.wasm', await readFile('build/wasm/study.wasm'));
const study = await addScripts(['web/engine/study/worker.ts'], {}, 'study');
const worklet = await addScripts(['web/figures/shared/live/microphone-worklet.ts']);
const scripts = await addScripts(entries, {
  workletFile: worklet.nameOf('web/figures/shared/live/microphone-worklet.ts'),
  workerFile: worker.nameOf('web/engine/worker/worker.ts'),
  studyFile: study.nameOf('web/engine/study/worker.ts'),
  studyModuleFile: studyModule.name,
  coreFile: core.name,
  relaxedFile: relaxed?.name ?? null,
});
const style = await addStyle('web/styles/page.css');
const pictures = await drawPictures();
const poster = await addAsset('poster.png', pictures.poster);
const preview = await addAsset('preview.png', pictures.preview);
const icon = await addAsset('icon-192.png', pictures.icon(192));
const largeIcon = await addAsset('icon-512.png', pictures.icon(512));
const lab = await addPage(
  'lab.html',
  {
    '%LAB_SCRIPT%': `assets/${scripts.nameOf('web/pages/lab.ts')}`,
    '%PRELOADED%': await preloaded(['web/pages/lab.ts'], '../'),
    '%PAGE_STYLE%': `assets/${style.name}`,
    '%POLICY%': policy(),
  },
  'lab/index.html',
);
const opening = await lookOf('web/figures/opening/look.ts');
const stills = await openingStills();
const index = await addPage('index.html', {
  '%PAGE_SCRIPT%': `assets/${scripts.nameOf('web/pages/page.ts')}`,
  '%PRELOADED%': await preloaded(loadedAtOnce),
  '%POLICY%': policy(opening.style),
  '%PAGE_STYLE%': `assets/${style.name}`,
  '%OPENING%': `<template shadowrootmode="open"><style>${opening.style}</style>${opening.markup}</template>`,
  ...(await stillsOf('MAP', stills.map)),
  '%SPIRAL%': stills.spiral,
  '%SPIRAL_BOX%': `0 0 ${spiralSize.join(' ')}`,
  '%COURSE%': stills.course,
  '%PREVIEW%': `${process.env.PAGE_ADDRESS ?? ''}assets/${preview.name}`,
});
await addPage('manifest.webmanifest', {
  '%ICON_192%': `assets/${icon.name}`,
  '%ICON_512%': `assets/${largeIcon.name}`,
});
await cp(path.join(root, 'LICENSE'), path.join(dist, 'LICENSE'));
await writeFile(
  path.join(dist, 'THIRD-PARTY-NOTICES.md'),
  await notices([...scripts.inputs, ...worker.inputs, ...study.inputs]),
);
const frameStyle = await addStyle('web/embed/frame.css');
const training = [
  ...(await worker.withImports(['web/engine/worker/worker.ts'])),
  core,
  ...(relaxed ? [relaxed] : []),
];
const embed = await addEmbed({
  root,
  dist,
  scriptOptions,
  parts: {core: core.bytes, relaxed: relaxed?.bytes ?? null, study: studyModule.bytes},
  frameScript: scripts.nameOf('web/embed/frame.ts'),
  mountScript: scripts.nameOf('web/embed/mount.ts'),
  frameStyle,
  loadedInFrame: [
    frameStyle,
    ...(await scripts.withImports(['web/embed/frame.ts', 'web/figures/dft/dft-figure.ts'])),
    ...training,
  ],
  poster: poster.name,
});
const site = process.env.PAGE_ADDRESS ?? '../';
await addExamples({root, dist, site, preview: preview.name});
await addServiceWorker();
await checkFirstLoad([
  ...[index, style, ...(await scripts.withImports(loadedAtOnce)), ...training],
  {name: 'map.webp', bytes: stills.map.light},
]);

type Asset = {name: string; bytes: Uint8Array};

/**
 * Links that ask for a page's scripts at once, not one after the other.
 * @param sources the page's entry, then what it loads first
 * @param root where assets/ is, from the page
 */
async function preloaded(sources: string[], root: string = '') {
  return (await scripts.withImports(sources))
    .filter(({name}) => name !== scripts.nameOf(sources[0])) // it is asked for as it is
    .map(({name}) => `<link rel="modulepreload" href="${root}assets/${name}" />`)
    .join('');
}

/** Writes dist/assets/NAME-HASH.EXTENSION. */
async function addAsset(name: string, bytes: Uint8Array): Promise<Asset> {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const {name: stem, ext} = path.parse(name);
  const hashed = `${stem}-${hash}${ext}`;
  await writeFile(path.join(assets, hashed), bytes);
  return {name: hashed, bytes};
}

/**
 * What a figure looks like, to stand in a page before there are scripts.
 * @param source the module that has it
 */
async function lookOf(source: string): Promise<{markup: string; style: string}> {
  const {outputFiles} = await build({
    ...scriptOptions,
    entryPoints: [path.join(root, source)],
    write: false,
  });
  const [{text}] = outputFiles;
  const {look} = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return {markup: look.markup, style: look.style.trim().replaceAll(/\s*\n\s*/g, ' ')};
}

/** A still's two files, by placeholder. */
async function stillsOf(placeholder: string, {light, dark}: Record<'light' | 'dark', Uint8Array>) {
  const name = placeholder.toLowerCase();
  return {
    [`%${placeholder}%`]: `assets/${(await addAsset(`${name}.webp`, light)).name}`,
    [`%${placeholder}_DARK%`]: `assets/${(await addAsset(`${name}-dark.webp`, dark)).name}`,
  };
}

/** The kernel that fuses multiply-adds; null, and a line that says so, where it was not built. */
async function addRelaxed() {
  const bytes = await readFile('build/wasm/relaxed.wasm').catch(() => null);
  if (bytes) return addAsset('relaxed.wasm', bytes);
  process.stdout.write('built without the relaxed-SIMD kernel: no clang-19 and wasm-ld-19 here\n');
  return null;
}

/** Style sheets that scripts import come as text, minified. */
function loadStyles({onLoad}: PluginBuild) {
  onLoad({filter: /\.css$/}, async ({path: file}) => {
    const {target} = scriptOptions;
    const text = await readFile(file, 'utf8');
    const {code} = await transform(text, {loader: 'css', minify: true, target});
    return {contents: code, loader: 'text'};
  });
}

/** Pieces of pages that scripts import come as text. */
function loadMarkup({onLoad}: PluginBuild) {
  onLoad({filter: /\.html$/}, async ({path: file}) => {
    return {contents: compactMarkup(await readFile(file, 'utf8')), loader: 'text'};
  });
}

/** White space around line breaks as one space: no <pre> has any. */
function compactMarkup(html: string) {
  return html.replace(/\s*\n\s*/g, ' ');
}

/**
 * Of d3's colours we mix `#rrggbb` in Lab: left out are the 148 names that CSS has, other colour
 * spaces, and mixing of dates, texts and objects (4 kB gzipped).
 */
function loadColours({onLoad}: PluginBuild) {
  const others = /^define\((?:Hsl|Hcl|Cubehelix),[^]*?^\}\)\);/gm;
  onLoad({filter: /d3-color[/\\]dist[/\\]d3-color\.mjs$/}, async ({path: file}) => {
    const text = await readFile(file, 'utf8');
    return {contents: text.replace(/(?<=\bnamed = )\{[^}]*\}/, '{}').replace(others, '')};
  });
  onLoad({filter: /d3-interpolate[/\\]src[/\\]value\.js$/}, () => ({
    contents: 'export default undefined', // piecewise() is always told how to mix
  }));
}

/**
 * Entries and, in pieces of their own, the parts that they share or load when they are needed.
 * @param values of web/built.ts
 * @param name of what an entry becomes; left out: its own
 */
async function addScripts(
  entryPoints: string[],
  values: Parameters<typeof built>[0] = {},
  name: string = '[name]',
) {
  const {metafile} = await build({
    ...scriptOptions,
    entryPoints: entryPoints.map(entry => path.join(root, entry)),
    plugins: [...scriptOptions.plugins, built(values)],
    splitting: true,
    outdir: assets,
    entryNames: `${name}-[hash]`,
    chunkNames: '[name]-[hash]',
  });
  return {
    inputs: Object.keys(metafile.inputs),
    nameOf: (source: string) => path.basename(outputOf(metafile, source)),
    /** The scripts of source files, with all that these need to begin. */
    withImports(sources: string[]) {
      const first = sources.map(source => outputOf(metafile, source));
      return Promise.all(
        [...withImports(metafile, first)].map(async file => ({
          name: path.basename(file),
          bytes: await readFile(path.join(assets, path.basename(file))),
        })),
      );
    },
  };
}

/** The script that a source file is the entry of. */
function outputOf({outputs}: Metafile, source: string) {
  const found = Object.keys(outputs).find(file => outputs[file].entryPoint?.endsWith(source));
  if (!found) throw new Error(`${source} has no script of its own`);
  return found;
}

/** Scripts with all that they need to begin: dynamic imports come later, if ever. */
function withImports({outputs}: Metafile, files: string[]) {
  const needed = new Set(files);
  for (const file of needed) {
    for (const {path: imported, kind} of outputs[file].imports) {
      if (kind === 'import-statement') needed.add(imported);
    }
  }
  return needed;
}

async function addStyle(entry: string) {
  const {outputFiles} = await build({
    entryPoints: [path.join(root, entry)],
    bundle: true,
    minify: true,
    write: false,
    target: ['chrome107', 'firefox104', 'safari16.4'],
    logLevel: 'warning',
  });
  return addAsset(path.basename(entry), outputFiles[0].contents);
}

/**
 * @param name of a page in web/pages/
 * @param addresses by placeholder
 * @param as its path in dist/
 */
async function addPage(
  name: string,
  addresses: Record<string, string>,
  as: string = name,
): Promise<Asset> {
  let html = await readFile(path.join(root, 'web', 'pages', name), 'utf8');
  for (const [placeholder, address] of Object.entries(addresses)) {
    html = html.replaceAll(placeholder, address);
  }
  const forgotten = /%[A-Z_]+%/.exec(html);
  if (forgotten) throw new Error(`web/pages/${name}: nothing stands for ${forgotten[0]}`);
  const compact = compactMarkup(html);
  await mkdir(path.dirname(path.join(dist, as)), {recursive: true});
  await writeFile(path.join(dist, as), compact);
  return {name: as, bytes: Buffer.from(compact)};
}

/** Its version follows from all that it keeps; the preview is for other pages. */
async function addServiceWorker() {
  const names = (await readdir(assets)).filter(name => name !== preview.name).sort();
  const files = [
    './',
    'lab/',
    'embed/',
    'manifest.webmanifest',
    ...names.map(name => `assets/${name}`),
  ];
  const pages = [index.bytes, lab.bytes, embed.page];
  const version = createHash('sha256')
    .update(files.join())
    .update(Buffer.concat(pages))
    .digest('hex');
  await build({
    ...scriptOptions,
    entryPoints: [path.join(root, 'web/offline/service-worker.ts')],
    plugins: [built({keptFiles: files, version: version.slice(0, 10)})],
    outdir: dist,
  });
}

/**
 * The project's notices with the licence text of every npm package that is in the scripts.
 * @param inputs files that were bundled
 */
async function notices(inputs: string[]) {
  const names = inputs.flatMap(file => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
  let text = await readFile(path.join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');
  for (const name of [...new Set(names)].sort()) {
    const licence = await readFile(path.join(root, 'node_modules', name, 'LICENSE'), 'utf8');
    text += `\n## ${name}\n\n${licence.trim()}\n`;
  }
  return text;
}

/** Keeps the sizes in build/first-load.json, for the benchmark. */
async function checkFirstLoad(loaded: Asset[]) {
  const sizes = loaded.map(({name, bytes}) => ({name, size: gzippedSize(bytes)}));
  const total = sizes.reduce((sum, {size}) => sum + size, 0);
  const lines = sizes.map(({name, size}) => `  ${String(size).padStart(7)}  ${name}`);
  process.stdout.write(
    `dist/: first load ${total} bytes gzipped of ${firstLoadLimit} allowed\n${lines.join('\n')}\n`,
  );
  await writeFile(path.join(root, 'build', 'first-load.json'), JSON.stringify({total, sizes}));
  if (total > firstLoadLimit) {
    throw new Error(`The first load is ${total} bytes gzipped: allowed are ${firstLoadLimit}.`);
  }
}
