// Stands in a bundle for what Node has by itself (see bundling.ts).
