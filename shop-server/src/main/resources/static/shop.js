"use strict";

// Live stock on every page, and the purchase form on a product's.

const FEW = 10;
const ORDER_POLL_MS = 250;

function showStock(productId, stock) {
  for (const value of document.querySelectorAll(`.stock-value[data-product-id="${productId}"]`)) {
    if (value.textContent === String(stock)) {
      continue;
    }
    value.textContent = stock;
    value.closest(".stock").dataset.level = stock === 0 ? "none" : stock <= FEW ? "few" : "plenty";
    value.classList.remove("changed");
    void value.offsetWidth; // restarts the animation
    value.classList.add("changed");
  }
}

function showLive(state, text) {
  document.getElementById("live").dataset.state = state;
  document.getElementById("live-text").textContent = text;
}

async function catchUp() {
  const answer = await fetch("/products");
  if (answer.ok) {
    for (const product of (await answer.json()).products) {
      showStock(product.id, product.stock);
    }
  }
}

function listen() {
  const events = new EventSource("/events");
  let opened = false;
  events.addEventListener("open", () => {
    showLive("on", "stock is live");
    if (opened) {
      catchUp().catch(() => {}); // what changed while we were cut off; the stream goes on regardless
    }
    opened = true;
  });
  events.addEventListener("stock", (event) => {
    const change = JSON.parse(event.data);
    showStock(change.product_id, change.stock);
  });
  events.addEventListener("error", () => showLive("lost", "reconnecting …"));
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      listen();
    }
  });
}

function showResult(state, text) {
  const result = document.getElementById("result");
  result.dataset.state = state;
  result.textContent = text;
}

const REFUSALS = {
  product_not_found: () => "This product is no longer sold.",
  invalid_quantity: () => "Please enter a whole number from 1 upwards.",
  out_of_stock: () => "Sold out: nothing is left.",
  insufficient_stock: (answer) => `Only ${answer.available} left.`,
  broker_unavailable: (answer) =>
    `Order ${answer.order_id} was cancelled: payments cannot be reached. Nothing was charged.`,
};

async function follow(orderId, instance) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, ORDER_POLL_MS));
    const answer = await fetch(`/orders/${orderId}`);
    if (!answer.ok) {
      continue;
    }
    const order = await answer.json();
    if (order.state === "paid") {
      return showResult("paid", `✓ Order ${orderId} is paid. Taken by instance ${instance}.`);
    }
    if (order.state !== "pending") {
      return showResult("failed", `Order ${orderId} failed: somebody else was faster. Nothing was charged.`);
    }
  }
}

async function buy(productId, quantity) {
  showResult("pending", "Placing the order …");
  const answer = await fetch("/purchase", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ product_id: productId, quantity }),
  });
  const body = await answer.json();
  if (!body.ok) {
    const refusal = REFUSALS[body.error];
    return showResult("failed", refusal ? refusal(body) : "The order was not taken. Try again.");
  }
  const instance = answer.headers.get("X-Instance-ID");
  showResult("pending", `Order ${body.order_id} is pending, taken by instance ${instance} …`);
  await follow(body.order_id, instance);
}

function prepareForm(form) {
  const productId = Number(document.querySelector("meta[name=product-id]").content);
  const quantity = document.getElementById("quantity");
  for (const button of form.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      quantity.value = Math.max(1, (Number(quantity.value) || 0) + Number(button.dataset.step));
    });
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = document.getElementById("purchase-button");
    button.disabled = true;
    try {
      await buy(productId, Number(quantity.value));
    } catch {
      showResult("failed", "The shop cannot be reached. Try again.");
    } finally {
      button.disabled = false;
    }
  });
}

// The cart's form takes the quantity of the purchase form; without JavaScript it has its own.
function prepareCartForm(form) {
  const quantity = document.getElementById("cart-quantity");
  quantity.disabled = false;
  form.addEventListener("submit", (event) => {
    const wanted = document.getElementById("quantity");
    if (wanted.reportValidity()) {
      quantity.value = wanted.value;
    } else {
      event.preventDefault();
    }
  });
}

// The order's page follows its order: each event fetches the page again and takes the part that moves.
function followOrder(order) {
  const events = new EventSource(`/orders/${order.dataset.orderId}/events`);
  events.addEventListener("order", async (event) => {
    const shown = document.getElementById("order-live");
    if (JSON.parse(event.data).state === shown.dataset.state) {
      return;
    }
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.getElementById("order-live");
    if (news) {
      shown.replaceWith(news);
    }
    if (news && news.dataset.over === "true") {
      events.close();
    }
  });
  addEventListener("pagehide", () => events.close());
}

const order = document.getElementById("order");
if (order && document.getElementById("order-live").dataset.over === "false") {
  followOrder(order);
}

const form = document.getElementById("purchase-form");
if (form) {
  prepareForm(form);
  prepareCartForm(document.getElementById("cart-form"));
}
listen();
