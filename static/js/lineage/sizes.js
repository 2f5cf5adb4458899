// Measures that the layout and lineage.css must agree on, in CSS pixels at zoom 1.

export const CARD = { width: 236, height: 56, openWidth: 344 };
export const GAP = { column: 76, row: 24, lane: 14, lanes: 4, label: 20 };

// Below these zooms a card shows less: its name alone, then only its colour.
export const NAMES_ONLY = 0.55;
export const BLOCKS_ONLY = 0.3;
