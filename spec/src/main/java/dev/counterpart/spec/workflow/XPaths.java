package dev.counterpart.spec.workflow;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathException;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** XPath 1.0 on XML text. Nothing is fetched, and document types are refused. */
final class XPaths {

    private XPaths() {}

    /** Why a text is not an expression of XPath 1.0; empty if it is. */
    static Optional<String> problem(String expression) {
        try {
            compiled(expression);
            return Optional.empty();
        } catch (XPathException malformed) {
            return Optional.of(
                    String.valueOf(malformed.getMessage()).lines().findFirst().orElse("malformed"));
        }
    }

    /** Whether the effective boolean value is true (XPath 1.0 §4.3); empty if the text is not XML. */
    static Optional<Boolean> holds(String expression, String xml) {
        return document(xml).map(document -> {
            try {
                return (Boolean) compiled(expression).evaluate(document, XPathConstants.BOOLEAN);
            } catch (XPathException malformed) {
                return false;
            }
        });
    }

    /** The text of the first selected node, or of the value; empty if the text is not XML. */
    static Optional<String> text(String expression, String xml) {
        return document(xml).flatMap(document -> {
            try {
                return Optional.of(compiled(expression).evaluate(document));
            } catch (XPathException malformed) {
                return Optional.empty();
            }
        });
    }

    private static XPathExpression compiled(String expression) throws XPathException {
        try {
            var factory = XPathFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newXPath().compile(expression);
        } catch (javax.xml.xpath.XPathFactoryConfigurationException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    private static Optional<Document> document(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return Optional.of(builder.parse(new InputSource(new StringReader(xml))));
        } catch (SAXException | IOException notXml) {
            return Optional.empty();
        } catch (ParserConfigurationException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }
}
