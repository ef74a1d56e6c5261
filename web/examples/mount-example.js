import {mount} from '../embed/mount.js';

const [place] = document.querySelectorAll('#figure');
await mount(place, {n: 64, optimizer: 'lms'});
