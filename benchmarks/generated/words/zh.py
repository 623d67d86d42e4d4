"""How Chinese-speaking suppliers say it."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

LABELS = {
    "title.invoice": "发票|商业发票|增值税专用发票|增值税普通发票|电子发票（增值税专用发票）|电子发票（普通发票）|账单|形式发票|销售发票|结算单", "title.credit_note": "红字发票|贷项通知单|贷记单|退款单|红字增值税发票", "title.receipt": "购物小票|收据|销售小票|收银小票|结账单",
    "invoice_number": "发票号码|发票编号|发票号|编号|单据编号|No.|票号|账单号|发票No|单据号码|结算单号|本单编号", "credit_number": "红字发票号码|贷项编号|编号|单据编号", "receipt_number": "单号|流水号|小票号|交易号|单据号|NO", "issue_date": "开票日期|发票日期|日期|开具日期|出票日期|单据日期|制单日期|开单日期|填开日期", "credit_date": "开票日期|日期|开具日期", "due_date": "到期日|付款到期日|付款期限|应付日期|最迟付款日期|付款截止日|请于此日前付款|账期截止|应付款日|最后付款日",
    "delivery_date": "交货日期|送货日期|发货日期|服务日期", "order_date": "下单日期|订单日期", "period": "服务期间|账期|计费周期", "po_number": "采购订单号|订单号|客户订单号|采购单号|贵司订单号|PO号|采购合同号|贵方单号", "order_number": "销售订单号|我司单号|报价单号", "customer_number": "客户编号|客户代码|客户号", "delivery_note": "送货单号|发货单号|出库单号", "contract_number": "合同编号|合同号|协议号", "our_reference": "项目|参考号|我方编号", "your_sign": "联系人|收件人|经办人", "contact": "业务员|销售代表|开票人|客户经理",
    "payment_terms": "付款方式|付款条件|结算方式", "delivery_terms": "运输方式|交货方式|贸易条款", "payment_reference": "付款附言|汇款备注|付款参考号|转账附言", "currency": "币种|货币|币别", "page": "第{page}页 共{pages}页|第 {page} 页|{page}/{pages}|第{page}页/共{pages}页", "bill_to": "购买方|客户|买方|购货单位|致|客户名称|受票方|付款单位|发票抬头|需方", "ship_to": "收货方|送货地址|收货地址|收货单位", "supplier": "销售方|卖方|供应商|销货单位|供方|收款单位|开票单位", "tax_id": "纳税人识别号|统一社会信用代码|税号|统一社会信用代码/纳税人识别号|销售方税号", "local_number": "注册号|工商注册号",
    "customer_tax_id": "购买方税号|纳税人识别号|买方税号|统一社会信用代码/纳税人识别号|客户税号", "phone": "电话|联系电话|Tel|服务热线", "fax": "传真", "email": "邮箱|电子邮箱|Email", "web": "网址|官网", "register": "注册地|工商局", "director": "法定代表人|总经理", "col.position": "序号|行号|项次|No.", "col.code": "货号|编码|商品编码|规格型号|料号|物料号", "col.description": "项目名称|货物或应税劳务、服务名称|品名|商品名称|名称|服务内容|描述|货物名称|品名及规格|产品名称|费用项目|收费项目", "col.quantity": "数量|件数|数目", "col.unit": "单位|计量单位", "col.unit_price": "单价|单价（元）|不含税单价|价格|销售单价", "col.discount": "折扣|折扣率|优惠",
    "col.rate": "税率|税率/征收率|增值税率|征收率", "col.tax": "税额|税额（元）", "col.net": "金额|金额（元）|不含税金额|小计|合计|货款|未税金额", "col.gross": "价税合计|含税金额|金额|小计|含税小计", "lines_total": "小计|合计|货款合计|商品合计", "allowance": "折扣|优惠|折扣 {rate}%|优惠金额", "freight": "运费|配送费|服务费|包装费", "net_total": "合计金额|不含税金额|不含税合计|金额合计|净额|未税合计|税前合计|不含税总额|货款总额", "tax": "增值税 {rate}%|税额 ({rate}%)|增值税({rate}%)|税金 {rate}%|销项税 {rate}%", "tax_total": "税额合计|合计税额|增值税|税额|税金合计|税款合计|增值税额",
    "gross_total": "价税合计|总计|合计|应付总额|含税总额|总金额|价税合计（小写）|发票总额|应付金额|实收|合计金额|总价|付款总额|应收合计|本单合计", "credit_total": "价税合计|总计|退款总额|贷记总额|应退金额", "prepaid": "预付款|已付金额|定金|预收款", "rounding": "抹零|四舍五入", "amount_due": "应付余额|余额|尚欠金额|待付金额|剩余应付", "summary.title": "税额明细|税率汇总", "summary.rate": "税率", "summary.base": "金额|不含税金额", "summary.tax": "税额", "summary.gross": "价税合计|合计", "summary.total": "合计|总计", "bank": "开户行|开户银行|银行", "iban": "IBAN", "bic": "SWIFT|SWIFT代码", "account_holder": "户名|账户名称|收款人",
    "account_number": "账号|银行账号|账户号", "sort_code": "联行号|行号", "payment_heading": "付款信息|银行信息|收款账户|汇款信息", "carried_forward": "转下页|过次页", "brought_forward": "承前页|接上页", "section_total": "{section}小计|小计", "original": "原发票号码|对应蓝字发票号码|原发票|被冲红发票号", "cash": "现金|收现金|实收现金", "change": "找零|找零金额", "card": "微信支付|支付宝|银行卡|刷卡", "items_count": "共{count}件|数量合计:{count}|件数 {count}", "cashier": "收银员|收款员|服务员", "till": "收银台|机号|桌号|门店",
}  # fmt: skip

SENTENCES = {
    "title.inline": "{title} {number} 日期 {date}|{title} 编号 {number} 开票日期 {date}", "title.number": "{title} {number}|{title} No. {number}|{title} 编号：{number}", "intro": "根据贵司{order_date}的订单，现开具以下账单：|兹收到下列货物及服务款项：|感谢贵司惠顾，明细如下：|", "intro.credit": "就{order_date}退货，贷记如下：|", "terms.due": "请于{due}前付款。|付款截止日期：{due}。|请在{due}之前将{gross}汇入下列账户。|账期{days}天，到期日{due}。", "terms.days": "付款期限：{days}天。|票到{days}天内付款。|月结{days}天", "terms.cash_discount": "{discount_day}前付款可享{percent}%折扣（{discount_amount}）。", "thanks": "谢谢惠顾！|感谢您的支持。|如有疑问请联系我们。|货物售出概不退换。|",
    "reverse": "由购买方代扣代缴增值税。", "export": "出口货物，适用零税率。", "intra": "免税。", "small": "小规模纳税人，免征增值税。|免税。", "note": "送货单{delivery_note}，日期{delivery_date}。|订单日期{order_date}，经办人{person}。|报价日期：{order_date}。|新电话：{phone}。|所属期：{month}。|", "receipt.thanks": "谢谢惠顾 欢迎再来|欢迎下次光临|请妥善保管小票|凭小票七日内退换",
}  # fmt: skip

UNITS = {"piece": "件|个|台|支|只", "hour": "小时|时", "day": "天|日", "kg": "千克|公斤|kg", "metre": "米|m", "box": "箱|盒|包", "month": "月|个月", "flat": "项|次|批", "litre": "升|L"}  # fmt: skip

GOODS = {
    "office": "A4复印纸80克;box|蓝色圆珠笔;piece|文件夹;piece|订书机{code};piece|硒鼓{code}黑色;piece|LED台灯;piece|C5信封;box|办公椅;piece|A5笔记本;piece|碎纸机;piece|标签纸62mm;piece", "it": "笔记本电脑14英寸;piece|USB-C扩展坞;piece|{name}专业版许可;month|服务器维护;hour|六类网线{n}米;piece|数据备份服务;month|现场支持;hour|27英寸显示器;piece|防火墙{code};piece|云主机标准型;month|数据迁移;flat|信息技术服务费;flat",
    "building": "石膏板12mm;piece|水泥25kg;piece|人工费;hour|脚手架租赁;day|铜管15mm;metre|建筑垃圾清运;flat|白色乳胶漆10L;piece|橡木门;piece|挖掘机台班;day|瓷砖20x20;piece", "food": "橄榄油;litre|咖啡豆;kg|高筋面粉;kg|矿泉水12x1L;box|奶酪;kg|西红柿;kg|三明治;piece|商务套餐;piece|橙汁;litre|巧克力100克;piece|土鸡蛋;box|烟熏三文鱼;kg|可口可乐330ml;piece|方便面;piece", "services": "咨询服务费{month};flat|项目管理;day|中英翻译;flat|法律服务费;flat|代理记账{month};month|平面设计;hour|培训费;day|市场调研;flat|差旅费;flat|审计费;flat",
    "industry": "深沟球轴承{code};piece|液压软管DN{n};metre|六角螺栓M{n}x60;piece|电动机2.2kW;piece|密封件{code};piece|焊丝1.0mm;kg|钢板3mm;piece|量具校准{code};flat|压力传感器{code};piece|液压油46号;litre", "transport": "运输费;flat|快递费;piece|托盘装卸费;piece|仓储费;day|报关费;flat|40尺高柜;piece|路桥费;flat|燃油附加费;flat", "energy": "电费;piece|基本月租;month|天然气;piece|宽带500M;month|手机套餐;month|自来水;piece|污水处理费;piece",
}  # fmt: skip
SECTIONS = "材料|人工|一期工程|二期|服务|货物|月费|一次性费用|设备|一楼|第12周|其他"
COMPANY = {"office": "办公用品|文具|印务", "it": "信息技术|软件|网络科技|数据服务", "building": "建筑工程|装饰工程|建材", "food": "食品|餐饮管理|贸易|粮油", "services": "咨询|管理咨询|文化传媒|律师事务", "industry": "机械|精密机械|五金|液压设备", "transport": "物流|货运|快递|国际货运代理", "energy": "能源|通信|电力|水务"}  # fmt: skip
SHOPS = "超市|药店|咖啡店|便利店|五金店|加油站|书店|餐厅|面馆|文具店|水果店|火锅店"
MONTHS = ("1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月")
SHORT_MONTHS = MONTHS
