import controlsStyle from './figure-controls.css';
import frameStyle from './figure-frame.css';

/** What figures with controls look like. */
export const benchStyle = controlsStyle + frameStyle;
