package io.weapp.passport;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.weapp.passport", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.weapp.passport";
    private static final String[] USE_CASES = {
        ROOT + ".login..",
        ROOT + ".profile..",
        ROOT + ".oauth..",
        ROOT + ".service..",
        ROOT + ".admin..",
        ROOT + ".push.."
    };
    private static final String[] STATE = {
        ROOT + ".session..",
        ROOT + ".client..",
        ROOT + ".user..",
        ROOT + ".app..",
        ROOT + ".audit..",
        ROOT + ".operator..",
        ROOT + ".phone..",
        ROOT + ".avatar..",
        ROOT + ".content..",
        ROOT + ".consent..",
        ROOT + ".rights.."
    };
    private static final String[] CAPABILITIES = {
        ROOT + ".wechat..", ROOT + ".token..", ROOT + ".vault..", ROOT + ".limit..", ROOT + ".origin.."
    };
    private static final String[] LEAVES = {
        ROOT + ".problem..", ROOT + ".settings..", ROOT + ".store..", ROOT + ".housekeeping..", ROOT + ".trace.."
    };
    private static final String[] OPERATION = {
        ROOT, ROOT + ".gate..", ROOT + ".start..", ROOT + ".health..", ROOT + ".metrics..", ROOT + ".jmx.."
    };

    private static final DescribedPredicate<JavaMethod> ENTITY_IN_SIGNATURE = describe(
            "an entity in the signature",
            method -> method.getRawReturnType().isAnnotatedWith(Entity.class)
                    || method.getRawParameterTypes().stream().anyMatch(type -> type.isAnnotatedWith(Entity.class)));

    private static final DescribedPredicate<JavaClass> STORE_OR_ENTITY = describe(
            "a store or an entity",
            type -> type.isAnnotatedWith(Entity.class)
                    || type.isAnnotatedWith(Embeddable.class)
                    || type.getSimpleName().equals("Audit")
                    || type.getSimpleName().endsWith("s")
                    || type.getSimpleName().endsWith("Column")
                    || type.getName().startsWith(ROOT + ".start."));

    @ArchTest
    static final ArchRule IMPORTS_GO_DOWNWARD = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("operation")
            .definedBy(OPERATION)
            .layer("use cases")
            .definedBy(USE_CASES)
            .layer("state")
            .definedBy(STATE)
            .layer("capabilities")
            .definedBy(CAPABILITIES)
            .layer("leaves")
            .definedBy(LEAVES)
            .whereLayer("operation")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("use cases")
            .mayOnlyBeAccessedByLayers("operation")
            .whereLayer("state")
            .mayOnlyBeAccessedByLayers("operation", "use cases")
            .whereLayer("capabilities")
            .mayOnlyBeAccessedByLayers("operation", "use cases", "state")
            .because("a reader follows a request downward through few files");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages that import one another cannot be understood or changed alone");

    @ArchTest
    static final ArchRule USE_CASES_STAND_ALONE = slices().matching(
                    ROOT + ".(login|profile|oauth|service|admin|push)..")
            .should()
            .notDependOnEachOther()
            .because("what two use cases need belongs one floor down");

    @ArchTest
    static final ArchRule HTTP_STAYS_AT_THE_EDGE = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .haveSimpleNameNotEndingWith("Filter")
            .and()
            .haveSimpleNameNotEndingWith("Interceptor")
            .and()
            .haveSimpleNameNotEndingWith("Mapper")
            .and()
            .haveSimpleNameNotEndingWith("Application")
            .and()
            .resideOutsideOfPackage(ROOT + ".wechat..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..")
            .because("use cases and state must not know that they are called over HTTP");

    @ArchTest
    static final ArchRule PERSISTENCE_STAYS_IN_STORES = noClasses()
            .that(DescribedPredicate.not(STORE_OR_ENTITY))
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.persistence.."))
            .because("a query belongs to the one bean that holds the rows");

    @ArchTest
    static final ArchRule NO_ENTITY_ON_THE_WIRE = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Resource")
            .should(be(ENTITY_IN_SIGNATURE))
            .because("the API must not change when a table does, and an entity holds secrets");

    @ArchTest
    static final ArchRule EVERY_RESOURCE_METHOD_SAYS_WHO_MAY_CALL_IT = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .beAnnotatedWith(RolesAllowed.class)
            .orShould()
            .beAnnotatedWith(PermitAll.class)
            .because("a forgotten annotation would open the method to anybody");

    @ArchTest
    static final ArchRule NO_VENDOR_CLASSES = noClasses()
            .that()
            .doNotHaveSimpleName("NoQueryRetries")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.glassfish..", "org.jboss..", "fish.payara..", "io.smallrye..", "org.eclipse.persistence..")
            .because("one WAR runs on three servers; what EclipseLink takes from a class only is in one class");

    @ArchTest
    static final ArchRule TIME_IS_INJECTED = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".settings..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests move the clock by hand");

    @ArchTest
    static final ArchRule INJECTED_FIELDS_ARE_PACKAGE_PRIVATE = fields().that()
            .areAnnotatedWith(Inject.class)
            .should()
            .bePackagePrivate()
            .because("a unit test in the same package sets them");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = classes()
            .should()
            .haveNameNotMatching(".*(Impl|Service|Manager|Helper|Utils?|Dto|Vo|Base)$")
            .andShould()
            .haveNameNotMatching(".*\\.Abstract[^.]*$")
            .because("such a name says nothing about the domain");
}
