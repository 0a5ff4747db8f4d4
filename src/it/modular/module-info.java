module app {
  requires dev.lamina;
}
