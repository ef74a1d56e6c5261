// node shots.mjs ROOT OUT WIDTH SCHEME [print]: scrolls through the page, a picture a screen
import puppeteer from 'puppeteer-core';
import {createRequire} from 'node:module';
const [root, out, width, scheme, media] = process.argv.slice(2);
const {serveDist} = await import(`${root}/tests/e2e/server.js`);
process.chdir(root);
const server = await serveDist();
const browser = await puppeteer.launch({executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu'], pipe:true, userDataDir: undefined});
const page = await browser.newPage();
const height = +width < 700 ? 800 : 900;
await page.setViewport({width:+width, height, deviceScaleFactor: +width<500?2:1});
await page.emulateMediaFeatures([{name:'prefers-color-scheme', value: scheme}]);
if (media) await page.emulateMediaType(media);
await page.goto(server.address);
await new Promise(r=>setTimeout(r,1500)); if(process.env.TRAIN){await page.$eval("dft-figure",f=>f.setState?f.step(150):0);}
let y=0,i=0;
for(;;){
  const h = await page.evaluate(()=>document.documentElement.scrollHeight);
  await page.evaluate(y=>scrollTo({top:y,behavior:'instant'}), y);
  await new Promise(r=>setTimeout(r,700));
  await page.screenshot({path:`${out}-${String(i).padStart(2,'0')}.png`, captureBeyondViewport:false});
  i++; y+=height-60; if (y>h-60) break; if(i>40)break;
}
console.log(i,'shots', await page.evaluate(()=>[document.documentElement.scrollWidth,innerWidth,document.documentElement.scrollHeight]));
await browser.close(); await server.close();
