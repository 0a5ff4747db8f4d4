package dev.lamina;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.EagerSession;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;

/** The shape of the library: who may use whom, and who may touch what is native. */
@AnalyzeClasses(packages = "dev.lamina", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  /** Each package may use only those before it. */
  private static final List<String> PACKAGES =
      List.of(
          "dev.lamina.random",
          "dev.lamina.text",
          "dev.lamina.io",
          "dev.lamina.spec",
          "dev.lamina.layer",
          "dev.lamina.network",
          "dev.lamina.data",
          "dev.lamina.train.metric",
          "dev.lamina.train.loss",
          "dev.lamina.train.schedule",
          "dev.lamina.train.optimizer",
          "dev.lamina.engine",
          "dev.lamina.prepare",
          "dev.lamina.persist",
          "dev.lamina.serving",
          "dev.lamina.model",
          "dev.lamina.exchange",
          "dev.lamina.view",
          "dev.lamina.lecture",
          "dev.lamina.bench",
          "dev.lamina.doctor",
          "dev.lamina.cli");

  @ArchTest
  static final ArchRule everyPackageHasItsPlace =
      classes()
          .that()
          .doNotHaveSimpleName("package-info")
          .should(
              ArchCondition.from(
                  describe("be in one of " + PACKAGES, type -> PACKAGES.contains(home(type)))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesUseOnlyThoseBeforeThem =
      classes().should(useOnlyPackagesBeforeTheirOwn()).allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyEngineAndPersistTouchNativeObjects =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.lamina.engine..", "dev.lamina.persist..")
          .should()
          .dependOnClassesThat(
              belongToAnyOf(
                  Graph.class,
                  Session.class,
                  EagerSession.class,
                  ConcreteFunction.class,
                  Tensor.class,
                  Result.class))
          .allowEmptyShould(true);

  /** Others would be called by the digits of the default locale. */
  @ArchTest
  static final ArchRule onlyGraphOpsMakesOps =
      noClasses()
          .that()
          .doNotHaveSimpleName("GraphOps")
          .should()
          .callMethod(Ops.class, "create", ExecutionEnvironment.class);

  @ArchTest
  static final ArchRule packagesAreNullMarked =
      classes()
          .should(
              ArchCondition.from(
                  describe(
                      "be in a package whose package-info says @NullMarked",
                      type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
          .allowEmptyShould(true);

  /** Names that two types have as yet. */
  private static final Set<String> NAMES_OF_SEVERAL =
      Set.of(
          "Box",
          "Content",
          "Data",
          "Json",
          "Kind",
          "Line",
          "Mark",
          "Mode",
          "Part",
          "Point",
          "Run",
          "Settings",
          "Size",
          "Step",
          "Table",
          "Training",
          "Update",
          "Values",
          "Version");

  @ArchTest
  static final ArchRule noSimpleNameTwice =
      classes()
          .that()
          .areNotAnonymousClasses()
          .and()
          .doNotHaveSimpleName("package-info")
          .should(haveANameOfTheirOwn());

  private static ArchCondition<JavaClass> haveANameOfTheirOwn() {
    return new ArchCondition<>("have a simple name that no other type has") {
      private Map<String, List<JavaClass>> named = Map.of();

      @Override
      public void init(Collection<JavaClass> all) {
        named = all.stream().collect(Collectors.groupingBy(JavaClass::getSimpleName));
      }

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String name = type.getSimpleName();
        List<JavaClass> same = named.getOrDefault(name, List.of());
        if (same.size() > 1 && !NAMES_OF_SEVERAL.contains(name)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is one of " + same));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> useOnlyPackagesBeforeTheirOwn() {
    return new ArchCondition<>("use only packages before their own in " + PACKAGES) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        int place = PACKAGES.indexOf(home(type));
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (PACKAGES.indexOf(home(dependency.getTargetClass())) > place) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  /** The listed package that a class is in, at any depth, or the class's own package. */
  private static String home(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return PACKAGES.stream()
        .filter(each -> name.equals(each) || name.startsWith(each + "."))
        .findFirst()
        .orElse(name);
  }
}
