package dev.counterpart.spec.workflow;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathException;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * XPath 1.0 on XML text. Prefixes are those that the text declares, and a name without prefix also means the default namespace, because a
 * file of workflows cannot declare either. Nothing is fetched, and document types are refused.
 */
public final class XPaths {

    /** The key under which an element keeps its default namespace. */
    private static final String NAMESPACE = "namespace";

    private XPaths() {}

    /** Why a text is not an expression of XPath 1.0; empty if it is. */
    static Optional<String> problem(String expression) {
        try {
            compiled(expression, new Prefixes(Map.of()));
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
                return (Boolean) compiled(expression, Prefixes.of(document)).evaluate(document, XPathConstants.BOOLEAN);
            } catch (XPathException malformed) {
                return false;
            }
        });
    }

    /** The text of the first selected node, or of the value; empty if the text is not XML. */
    static Optional<String> text(String expression, String xml) {
        return document(xml).flatMap(document -> {
            try {
                return Optional.of(compiled(expression, Prefixes.of(document)).evaluate(document));
            } catch (XPathException malformed) {
                return Optional.empty();
            }
        });
    }

    /** The XML with that text in all selected elements and attributes; empty if it is not XML, or nothing is selected. */
    public static Optional<String> replaced(String expression, String xml, String text) {
        return document(xml).flatMap(document -> {
            try {
                var selected = (NodeList)
                        compiled(expression, Prefixes.of(document)).evaluate(document, XPathConstants.NODESET);
                for (int i = 0; i < selected.getLength(); i++) {
                    selected.item(i).setTextContent(text);
                }
                return selected.getLength() == 0 ? Optional.empty() : Optional.of(written(document, xml));
            } catch (XPathException | TransformerException notNodes) {
                return Optional.empty();
            }
        });
    }

    private static String written(Document document, String before) throws TransformerException {
        restore(document, document.getDocumentElement());
        var factory = TransformerFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        var transformer = factory.newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, before.startsWith("<?xml") ? "no" : "yes");
        document.setXmlStandalone(true);
        var out = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(out));
        return out.toString();
    }

    private static XPathExpression compiled(String expression, Prefixes prefixes) throws XPathException {
        try {
            var factory = XPathFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var path = factory.newXPath();
            path.setNamespaceContext(prefixes);
            return path.compile(expression);
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
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            var document = builder.parse(new InputSource(new StringReader(xml)));
            leaveDefault(document, document.getDocumentElement());
            return Optional.of(document);
        } catch (SAXException | IOException notXml) {
            return Optional.empty();
        } catch (ParserConfigurationException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    /** Takes an element and all inside out of their default namespace, so that names without prefix select them. */
    private static void leaveDefault(Document document, Node node) {
        if (node.getNodeType() == Node.ELEMENT_NODE && node.getPrefix() == null && node.getNamespaceURI() != null) {
            node.setUserData(NAMESPACE, node.getNamespaceURI(), null);
            document.renameNode(node, null, node.getNodeName());
        }
        children(node).forEach(child -> leaveDefault(document, child));
    }

    private static void restore(Document document, Node node) {
        if (node.getUserData(NAMESPACE) instanceof String namespace) {
            document.renameNode(node, namespace, node.getNodeName());
        }
        children(node).forEach(child -> restore(document, child));
    }

    private static List<Node> children(Node node) {
        var children = node.getChildNodes();
        return IntStream.range(0, children.getLength()).mapToObj(children::item).toList();
    }

    /**
     * The prefixes that a document declares anywhere; of several declarations of one prefix the first.
     *
     * @param namespaces by prefix
     */
    private record Prefixes(Map<String, String> namespaces) implements NamespaceContext {

        static Prefixes of(Document document) {
            var namespaces = new HashMap<String, String>();
            var all = document.getElementsByTagName("*");
            for (int i = 0; i < all.getLength(); i++) {
                var attributes = all.item(i).getAttributes();
                for (int j = 0; j < attributes.getLength(); j++) {
                    var attribute = attributes.item(j);
                    if (XMLConstants.XMLNS_ATTRIBUTE.equals(attribute.getPrefix())) {
                        namespaces.putIfAbsent(attribute.getLocalName(), attribute.getNodeValue());
                    }
                }
            }
            return new Prefixes(namespaces);
        }

        @Override
        public String getNamespaceURI(String prefix) {
            return prefix.equals(XMLConstants.XML_NS_PREFIX)
                    ? XMLConstants.XML_NS_URI
                    : namespaces.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
        }

        @Override
        public @Nullable String getPrefix(String namespace) {
            return null; // XPath asks for namespaces only
        }

        @Override
        public Iterator<String> getPrefixes(String namespace) {
            return List.<String>of().iterator();
        }
    }
}
