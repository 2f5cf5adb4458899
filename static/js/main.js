// Attaches behaviours to the elements that ask for them: <button data-behaviour="copy">. Every page works without.
import { mount as ago } from "./behaviours/ago.js";
import { mount as combobox } from "./behaviours/combobox.js";
import { mount as copy } from "./behaviours/copy.js";
import { mount as expand } from "./behaviours/expand.js";
import { mount as foresee } from "./behaviours/foresee.js";
import { mount as filter } from "./behaviours/filter.js";
import { mount as localtime } from "./behaviours/localtime.js";
import { mount as menu } from "./behaviours/menu.js";
import { mount as once } from "./behaviours/once.js";
import { mount as slash } from "./behaviours/slash.js";
import { mount as star } from "./behaviours/star.js";
import { mount as submit } from "./behaviours/submit.js";
import { mount as tabs } from "./behaviours/tabs.js";
import { mount as theme } from "./behaviours/theme.js";

const behaviours = { ago, combobox, copy, expand, filter, foresee, localtime, menu, once, slash, star, submit, tabs, theme };

export function mount(root) {
  for (const element of root.querySelectorAll("[data-behaviour]")) {
    for (const name of element.dataset.behaviour.split(" ")) behaviours[name](element);
  }
}

mount(document);
