// Open, since specs are read into records by reflection.
open module dev.lamina {
  requires transitive org.tensorflow.ndarray;
  requires transitive tensorflow;
  requires tensorflow.nativelib;
  requires tensorflow.framework;
  requires com.google.protobuf;
  requires com.sun.jna;
  requires transitive com.fasterxml.jackson.databind;
  requires org.apache.commons.csv;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires org.jline.terminal;
  requires org.apache.logging.log4j;
  requires io.jhdf;
  requires xchart;
  requires org.apache.xmlgraphics.batik.svggen;
  requires static transitive org.jspecify;
  requires transitive java.desktop;
  requires java.net.http;
  requires jdk.httpserver;
  requires jdk.management;
  requires jdk.unsupported;

  exports dev.lamina.data;
  exports dev.lamina.engine;
  exports dev.lamina.exchange;
  exports dev.lamina.io;
  exports dev.lamina.layer;
  exports dev.lamina.model;
  exports dev.lamina.model.callback;
  exports dev.lamina.model.tensorboard;
  exports dev.lamina.network;
  exports dev.lamina.persist;
  exports dev.lamina.random;
  exports dev.lamina.serving;
  exports dev.lamina.spec;
  exports dev.lamina.text;
  exports dev.lamina.train.loss;
  exports dev.lamina.train.metric;
  exports dev.lamina.train.optimizer;
  exports dev.lamina.train.schedule;
  exports dev.lamina.view;
  exports dev.lamina.view.chart;
  exports dev.lamina.view.diagram;
  exports dev.lamina.view.live;
  exports dev.lamina.view.report;
}
