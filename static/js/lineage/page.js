// The Lineage tab's own script.
import { LineageMap } from "./map.js";

for (const root of document.querySelectorAll("[data-lineage]")) new LineageMap(root).start();
