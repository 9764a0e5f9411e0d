package io.lyceum.plugins.scorm;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML of strangers: without document types, and so without entities of their own; nothing
 * outside is ever fetched, and depth is bounded.
 */
final class Xml {

    private static final String MAX_DEPTH =
            "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";

    private Xml() {}

    /** Why a text is no XML that is read here. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static Element read(String text) throws Malformed {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            builder.setEntityResolver(
                    (publicId, systemId) -> {
                        throw new SAXException("nothing outside is read: " + systemId);
                    });
            String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return builder.parse(new InputSource(new StringReader(plain))).getDocumentElement();
        } catch (SAXParseException e) {
            throw new Malformed(e.getLineNumber() + ": " + e.getMessage());
        } catch (SAXException | IOException e) {
            throw new Malformed(String.valueOf(e.getMessage()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this JDK's parser lacks a safety feature", e);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        // The JDK's own, whatever parser the host has on its class path: its limits are known.
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute(MAX_DEPTH, "200");
        return factory;
    }

    private static final class Silent implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {
            // Warnings change nothing of what is read.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }

    /** The children of a name, whatever their namespace: real manifests mix them up. */
    static List<Element> children(Element of, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    static Optional<Element> child(Element of, String name) {
        return children(of, name).stream().findFirst();
    }

    static String text(Element of, String child) {
        return child(of, child).map(element -> element.getTextContent().strip()).orElse("");
    }

    /** An attribute by its local name; empty when it is not there. */
    static String attribute(Element of, String name) {
        var attributes = of.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if (name.equalsIgnoreCase(attribute.getLocalName())) {
                return attribute.getNodeValue().strip();
            }
        }
        return "";
    }

    static boolean flag(Element of, String name, boolean otherwise) {
        String value = attribute(of, name);
        return value.isEmpty() ? otherwise : value.equals("true") || value.equals("1");
    }
}
