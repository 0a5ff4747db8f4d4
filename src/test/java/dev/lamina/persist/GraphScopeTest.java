package dev.lamina.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

class GraphScopeTest {

  @Test
  void reachesANodeWhoseNameAndFunctionAreAnothersName() {
    GraphDef graph =
        GraphDef.newBuilder()
            .addNode(node("f/x", "SaveV2"))
            .addNode(node("call", "f"))
            .setLibrary(GraphDef.getDefaultInstance().getLibrary().toBuilder().addFunction(f()))
            .build();

    assertThat(GraphScope.reached(GraphScope.all(graph), Stream.of("call", "f/x")))
        .extracting(NodeDef::getOp)
        .containsExactlyInAnyOrder("f", "SaveV2", "WriteFile");
  }

  @Test
  void hidesNothingBehindANameThatComesTwice() {
    GraphDef.Builder nodes =
        GraphDef.newBuilder().addNode(node("x", "WriteFile")).addNode(node("x", "NoOp"));
    GraphDef.Builder functions = GraphDef.newBuilder();
    functions.getLibraryBuilder().addFunction(f()).addFunction(f());
    GraphDef.Builder unnamed = GraphDef.newBuilder();
    unnamed.getLibraryBuilder().addFunction(FunctionDef.getDefaultInstance());

    for (GraphDef.Builder graph : new GraphDef.Builder[] {nodes, functions, unnamed}) {
      assertThatThrownBy(() -> GraphScope.all(graph.build()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("with the name");
    }
  }

  private static FunctionDef f() {
    return FunctionDef.newBuilder()
        .setSignature(OpDef.newBuilder().setName("f"))
        .addNodeDef(node("x", "WriteFile"))
        .build();
  }

  private static NodeDef node(String name, String op) {
    return NodeDef.newBuilder().setName(name).setOp(op).build();
  }
}
