package io.lyceum.plugin.tools.verify;

import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.classfile.ClassFile;
import io.lyceum.plugin.runtime.classfile.ClassFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Reads what Surefire has written of a project's tests. A contract test is a class below one of
 * {@code io.lyceum.plugin.testkit.contract}.
 */
final class ContractTests {

    private static final String CONTRACTS = "io/lyceum/plugin/testkit/contract/";

    private ContractTests() {}

    /**
     * Checks that contract tests were executed and passed.
     *
     * @param kinds that the plugin provides; each has a contract of its own
     */
    static Check check(Path project, Set<Kind> kinds) throws IOException {
        Path compiled = project.resolve("target/test-classes");
        TreeMap<String, String> contracts = new TreeMap<>();
        if (Files.isDirectory(compiled)) {
            Map<String, ClassFile> classes = ClassFiles.in(compiled);
            for (ClassFile type : classes.values()) {
                String contract = contractOf(type, classes);
                if (type.isConcrete() && !contract.isEmpty()) {
                    contracts.put(type.name().replace('/', '.'), contract);
                }
            }
        }
        if (contracts.isEmpty()) {
            return Check.failed(
                    CheckName.CONTRACTS,
                    "the project has none; write a test that extends one of the contracts, such as"
                            + " ActivityTypeContract");
        }
        int executed = 0;
        Set<String> kept = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (Element test : tests(project.resolve("target/surefire-reports"))) {
            String contract = contracts.get(test.getAttribute("classname"));
            if (has(test, "failure") || has(test, "error")) {
                wrong.add(test.getAttribute("classname") + "." + test.getAttribute("name"));
            }
            if (contract != null && !has(test, "skipped")) {
                kept.add(contract);
                executed++;
            }
        }
        if (executed == 0) {
            wrong.add("none was executed: " + String.join(", ", contracts.keySet()));
        }
        for (Kind kind : kinds) {
            String name = kind.type().getSimpleName() + "Contract";
            if (executed > 0 && !kept.contains(name)) {
                wrong.add(
                        "plugin.yaml provides a "
                                + kind.word()
                                + ", and no test that extends "
                                + name
                                + " was executed");
            }
        }
        return wrong.isEmpty()
                ? Check.passed(
                        CheckName.CONTRACTS,
                        executed + " executed in " + String.join(", ", contracts.keySet()))
                : Check.failed(CheckName.CONTRACTS, wrong);
    }

    /** The simple name of the contract that a class is below; empty when it is below none. */
    private static String contractOf(ClassFile type, Map<String, ClassFile> classes) {
        @Nullable String above = type.superName();
        while (above != null && classes.containsKey(above)) {
            above = classes.get(above).superName();
        }
        return above != null && above.startsWith(CONTRACTS)
                ? above.substring(CONTRACTS.length())
                : "";
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }

    private static List<Element> tests(Path reports) throws IOException {
        List<Element> tests = new ArrayList<>();
        if (!Files.isDirectory(reports)) {
            return tests;
        }
        try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            for (Path file : files) {
                NodeList found =
                        factory.newDocumentBuilder()
                                .parse(file.toFile())
                                .getElementsByTagName("testcase");
                for (int i = 0; i < found.getLength(); i++) {
                    tests.add((Element) found.item(i));
                }
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("a test report cannot be read: " + e.getMessage(), e);
        }
        return tests;
    }
}
