// Runs in CloudFront (JavaScript runtime 2.0), before the bucket is asked. A path of the app that names no file is a
// place within the app, and gets its page. Done here, not by an error page, so that an error of the API stays one.
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- CloudFront calls it by this name
function handler(event) {
  var request = event.request;
  if (request.uri === "/" || request.uri === "/app") {
    return { statusCode: 302, statusDescription: "Found", headers: { location: { value: "/app/" } } };
  }
  var isPlace = request.uri.startsWith("/app/") && !request.uri.split("/").pop().includes(".");
  if (isPlace) request.uri = "/app/index.html";
  return request;
}
