import {instantiateStudy} from '../../web/engine/study/instantiate-study.ts';
import {compileStudy} from '../../web/engine/study/node-host.ts';

/** The study of a recurrent cell as its worker uses it. */
export async function loadStudy() {
  return instantiateStudy(await compileStudy());
}
