/*
 * The server at http://localhost:8380
 */
const forwardUrl = "http://localhost:8380";
const wsForwardUrl = "ws://localhost:8380";

module.exports = {
  "/api": { "target": forwardUrl, "secure": false },
};
